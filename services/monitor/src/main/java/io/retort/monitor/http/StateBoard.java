package io.retort.monitor.http;

import io.retort.monitor.state.MonitorState;
import java.time.Duration;

/** The state as it was last made, for all who wait for the next. Safe for use by several threads. */
public final class StateBoard {

    private MonitorState state;
    private boolean closed;

    public StateBoard(MonitorState first) {
        this.state = first;
    }

    public synchronized MonitorState state() {
        return state;
    }

    public synchronized void publish(MonitorState next) {
        state = next;
        notifyAll();
    }

    /** Lets those who wait go. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    /** The state once it is another than the one known, or after the time as it is. */
    synchronized MonitorState next(MonitorState known, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos();
                left > 0 && !closed && state.equals(known);
                left = deadline - System.nanoTime()) {
            wait(Math.max(1, left / 1_000_000));
        }
        return state;
    }
}
