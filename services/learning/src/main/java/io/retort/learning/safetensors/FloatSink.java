package io.retort.learning.safetensors;

import java.io.IOException;
import java.nio.FloatBuffer;

/** Takes a tensor's elements piece by piece, row by row. */
@FunctionalInterface
public interface FloatSink {

    /** @param piece from its position to its limit; valid, and to be read, only during the call */
    void accept(FloatBuffer piece) throws IOException;
}
