package io.retort.platform.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.platform.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RestartsTest {

    private static final Duration FIRST = Duration.ofMillis(100);

    /** Always the longest wait, so that what is slept is the ceiling. */
    private static final class Highest implements RandomGenerator {
        @Override
        public long nextLong() {
            return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    }

    private static final class RecordingTime extends ManualTime {
        private final List<Duration> slept = new ArrayList<>();

        @Override
        public void sleep(Duration duration) {
            slept.add(duration);
            super.sleep(duration);
        }
    }

    private final RecordingTime time = new RecordingTime();
    private final Restarts restarts = new Restarts(new Backoff(FIRST, Duration.ofSeconds(5), new Highest()), time);

    @Test
    void shouldWaitLongerAfterEachSessionThatFailedSoon() throws Exception {
        runSessionsOf(Duration.ZERO, Restarts.RECOVERED, Duration.ZERO, Duration.ZERO);

        assertThat(time.slept).extracting(Duration::toMillis).containsExactly(100L, 200L, 400L);
    }

    @Test
    void shouldBeginAnewAfterASessionThatLived() throws Exception {
        runSessionsOf(Duration.ZERO, Duration.ZERO, Restarts.RECOVERED.plusNanos(1), Duration.ZERO, Duration.ZERO);

        assertThat(time.slept).extracting(Duration::toMillis).containsExactly(100L, 200L, 100L, 200L);
    }

    @Test
    void shouldNotWaitAfterTheLast() throws Exception {
        runSessionsOf(Duration.ZERO);

        assertThat(time.slept).isEmpty();
    }

    /** The last of them ends it. */
    private void runSessionsOf(Duration... lengths) throws InterruptedException {
        Iterator<Duration> left = List.of(lengths).iterator();
        restarts.untilLast(() -> {
            time.advance(left.next());
            return !left.hasNext();
        });
    }
}
