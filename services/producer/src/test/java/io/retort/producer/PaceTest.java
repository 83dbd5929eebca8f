package io.retort.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.platform.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final HandTime time = new HandTime();

    @Test
    void shouldSpaceRecordsEvenly() {
        Pace pace = new Pace(Optional.of(10.0), time);

        assertThat(pace.untilNext()).isZero();
        pace.taken();
        assertThat(pace.untilNext()).isEqualTo(Duration.ofMillis(100));
        time.passes(Duration.ofMillis(99));
        assertThat(pace.untilNext()).isEqualTo(Duration.ofMillis(1));
        time.passes(Duration.ofMillis(1));
        assertThat(pace.untilNext()).isZero();
    }

    @Test
    void shouldMakeUpForAShortStopButNotFloodAfterALongOne() {
        Pace pace = new Pace(Optional.of(10.0), time);
        time.passes(Duration.ofHours(1));

        int taken = 0;
        while (pace.untilNext().isZero()) {
            pace.taken();
            taken++;
        }

        // A second of ten, and the one that is due now.
        assertThat(taken).isEqualTo(11);
    }

    @Test
    void shouldNeverWaitWithoutALimit() {
        Pace pace = new Pace(Optional.empty(), time);
        for (int i = 0; i < 1000; i++) {
            pace.taken();
        }

        assertThat(pace.untilNext()).isZero();
    }

    /** A clock moved by hand. */
    private static final class HandTime implements Time {
        private long nanos = 1_000_000;

        void passes(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public void sleep(Duration duration) {
            passes(duration);
        }
    }
}
