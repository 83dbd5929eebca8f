package io.retort.server.generation;

/** A request whose prompts wait or are answered. Used by the thread that writes, but for what any thread may ask. */
final class RunningRequest {

    private final Generation generation;
    private final Runnable release;
    private final long since = System.nanoTime();
    private int left;
    private volatile boolean failed;

    /** @param release run once, after its last prompt has left */
    RunningRequest(Generation generation, Runnable release) {
        this.generation = generation;
        this.release = release;
        this.left = generation.prompts().size();
    }

    Generation generation() {
        return generation;
    }

    /** Of {@link System#nanoTime}. */
    long since() {
        return since;
    }

    /** Whether nothing of it is to be computed any longer, on account of its client or of a failure. */
    boolean isOver() {
        return failed || generation.isCancelled();
    }

    void fail() {
        if (!isOver()) {
            generation.listener().failed();
        }
        failed = true;
    }

    /** One of its prompts has left; the listener hears of the last before what it holds is given back. */
    void leave() {
        left--;
        if (left > 0) {
            return;
        }
        try {
            if (!isOver()) {
                generation.listener().completed();
            }
        } finally {
            release.run();
        }
    }
}
