package io.retort.producer.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a stream that may block for ever, such as standard input: read by a thread of their own, so that whoever
 * wants them can stop waiting. Reads ahead by a few chunks at most.
 */
final class PumpedSupply implements ByteSupply {

    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int CHUNKS_AHEAD = 8;

    /** What the thread read: bytes, or how it ended. */
    private record Chunk(byte[] bytes, @Nullable IOException failure, boolean last) {}

    private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
    private final Thread pump;
    private Chunk current = new Chunk(new byte[0], null, false);
    private int taken;

    PumpedSupply(InputStream stream, String name) {
        pump = new Thread(() -> pump(stream), "read-" + name);
        // A read of standard input cannot be interrupted and must not keep the process from ending.
        pump.setDaemon(true);
        pump.start();
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration wait) throws IOException {
        if (taken == current.bytes().length && !current.last() && !takeNext(wait)) {
            return 0;
        }
        if (current.failure() != null) {
            throw new IOException("reading failed: " + current.failure().getMessage(), current.failure());
        }
        if (current.last()) {
            return END;
        }
        int count = Math.min(length, current.bytes().length - taken);
        System.arraycopy(current.bytes(), taken, into, offset, count);
        taken += count;
        return count;
    }

    @Override
    public void close() {
        pump.interrupt();
    }

    private boolean takeNext(Duration wait) {
        try {
            Chunk next = chunks.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return false;
            }
            current = next;
            taken = 0;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void pump(InputStream stream) {
        try {
            byte[] buffer = new byte[CHUNK_BYTES];
            int count;
            while ((count = stream.read(buffer)) >= 0) {
                chunks.put(new Chunk(Arrays.copyOf(buffer, count), null, false));
            }
            chunks.put(new Chunk(new byte[0], null, true));
        } catch (IOException e) {
            offerFailure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: nobody wants the rest
        }
    }

    private void offerFailure(IOException failure) {
        try {
            chunks.put(new Chunk(new byte[0], failure, true));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
