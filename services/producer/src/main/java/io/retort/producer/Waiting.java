package io.retort.producer;

import io.retort.platform.lifecycle.Progress;
import io.retort.platform.time.Time;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.InterruptException;

/** Waits in slices, so that the heart goes on beating and a request to stop is noticed. For use by one thread. */
final class Waiting {

    /** The longest that passes before the next look. */
    static final Duration SLICE = Duration.ofMillis(50);

    private final BooleanSupplier stopping;
    private final Progress progress;
    private final Time time;

    Waiting(BooleanSupplier stopping, Progress progress, Time time) {
        this.stopping = stopping;
        this.progress = progress;
        this.time = time;
    }

    /** Beats, and says whether the service is to go on. */
    boolean goesOn() {
        progress.beat();
        return !stopping.getAsBoolean();
    }

    /** Waits that long, or until the service is to stop. */
    void pause(Duration duration) {
        long start = time.nanos();
        Duration left = duration;
        while (left.compareTo(Duration.ZERO) > 0 && goesOn()) {
            try {
                time.sleep(left.compareTo(SLICE) < 0 ? left : SLICE);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
            left = duration.minus(time.since(start));
        }
    }
}
