package io.retort.server.live;

import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps a checkpoint in memory for one request, whatever is promoted meanwhile. Closing again changes nothing. */
public final class Lease implements AutoCloseable {

    private final LiveCheckpoint held;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Lease(LiveCheckpoint held) {
        this.held = held;
    }

    public LiveCheckpoint held() {
        return held;
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            held.release();
        }
    }
}
