package io.retort.cli.service;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM as a request to finish what is begun: while this is open, the process does not end before its owner has
 * closed it, or a limit has passed. The exit code is then that of the signal.
 */
public final class StopRequest implements AutoCloseable {

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    /**
     * @param stop called by another thread; returns at once
     * @param limit how long the owner may take to close this
     */
    public StopRequest(Runnable stop, Duration limit) {
        hook = new Thread(
                () -> {
                    stop.run();
                    awaitFinish(limit);
                },
                "stop-request");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void awaitFinish(Duration limit) {
        try {
            if (!finished.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("retort: not finished within " + limit.toSeconds() + " s; ending all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that all is finished. */
    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, which is what the hook was for.
        }
    }
}
