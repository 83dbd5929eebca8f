package io.retort.cli.quickstart;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether the user wants it to end. Safe for any thread. */
final class StopFlag {

    private final CountDownLatch raised = new CountDownLatch(1);

    void raise() {
        raised.countDown();
    }

    /** Waits for so long at most; whether it is raised by then. */
    boolean isRaisedWithin(Duration limit) throws InterruptedException {
        return raised.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
