package io.retort.producer.source;

import java.io.IOException;
import java.time.Duration;

/** Bytes as they come. */
interface ByteSupply extends AutoCloseable {

    int END = -1;

    /**
     * Reads what there is.
     *
     * @param wait how long to wait if there is nothing
     * @return how many bytes were read, 0 if none came in that time, or {@link #END}
     */
    int read(byte[] into, int offset, int length, Duration wait) throws IOException;

    @Override
    void close() throws IOException;
}
