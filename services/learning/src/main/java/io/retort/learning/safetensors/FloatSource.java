package io.retort.learning.safetensors;

import java.io.IOException;

/** Gives a tensor's elements piece by piece, row by row, so that none has to be held as a whole. */
@FunctionalInterface
public interface FloatSource {

    void copyTo(FloatSink sink) throws IOException;
}
