package io.retort.trainer;

/** Asks a trainer or a replay to end at its next step boundary. Safe from any thread. */
public final class StopSignal {

    private volatile boolean requested;

    public void request() {
        requested = true;
    }

    public boolean isRequested() {
        return requested;
    }

    /**
     * @throws StopRequestedException if a stop was requested: for waits deep below the loop
     */
    public void check() {
        if (requested) {
            throw new StopRequestedException();
        }
    }

    /** A stop was requested while something was waited for; nothing is half done. */
    public static final class StopRequestedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StopRequestedException() {
            super("stop requested");
        }
    }
}
