package io.retort.producer.source;

import java.time.Duration;
import java.util.Random;

/** Gives bytes in small pieces of random length, and often nothing for the moment. */
final class ChunkedSupply implements ByteSupply {

    private final byte[] bytes;
    private final Random random;
    private int given;

    ChunkedSupply(byte[] bytes, long seed) {
        this.bytes = bytes;
        this.random = new Random(seed);
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration wait) {
        if (given == bytes.length) {
            return END;
        }
        int count = Math.min(Math.min(length, random.nextInt(8)), bytes.length - given);
        System.arraycopy(bytes, given, into, offset, count);
        given += count;
        return count;
    }

    @Override
    public void close() {}
}
