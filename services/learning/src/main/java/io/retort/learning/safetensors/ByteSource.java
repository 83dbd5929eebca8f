package io.retort.learning.safetensors;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** Gives a tensor's bytes, little-endian, row by row. */
@FunctionalInterface
public interface ByteSource {

    void copyTo(WritableByteChannel channel) throws IOException;
}
