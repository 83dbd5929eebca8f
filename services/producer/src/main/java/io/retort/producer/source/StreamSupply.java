package io.retort.producer.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** The bytes of a file, which never lets one wait. */
record StreamSupply(InputStream stream) implements ByteSupply {

    @Override
    public int read(byte[] into, int offset, int length, Duration wait) throws IOException {
        return stream.read(into, offset, length);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
