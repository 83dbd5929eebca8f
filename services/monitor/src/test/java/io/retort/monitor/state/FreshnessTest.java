package io.retort.monitor.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.monitor.StreamRecords;
import io.retort.monitor.state.StudentState.FreshnessSample;
import io.retort.monitor.state.StudentState.FreshnessState;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.StepArrival;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void shouldCountEachStepForTheFirstPromotionThatHasIt() {
        NavigableMap<Long, StepArrival> arrivals = arrivals(1_000, 2_000, 3_000, 4_000);

        FreshnessState freshness = Freshness.of(
                List.of(promotion("d-1", 2, 5_000), promotion("d-2", 4, 6_000), promotion("d-3", 1, 9_000)), arrivals);

        // Of d-1 the ages 4,000 and 3,000; of d-2 3,000 and 2,000; d-3 makes nothing fresh.
        assertThat(freshness.samples())
                .containsExactly(
                        new FreshnessSample(NOON.plusMillis(5_000).toEpochMilli(), 3_000),
                        new FreshnessSample(NOON.plusMillis(6_000).toEpochMilli(), 2_000));
        assertThat(freshness.newest()).isEqualTo(2_000);
        assertThat(freshness.p50()).isEqualTo(3_000);
        assertThat(freshness.p99()).isEqualTo(4_000);
    }

    @Test
    void shouldWaitForTheStepsOfAPromotion() {
        FreshnessState freshness = Freshness.of(List.of(promotion("d-1", 3, 5_000)), arrivals(1_000, 2_000));

        assertThat(freshness).isEqualTo(new FreshnessState(null, null, null, List.of()));
    }

    private static Deployment promotion(String id, long step, long millis) {
        return StreamRecords.promotion("s", id, null, "c-" + step, step, NOON.plusMillis(millis));
    }

    /** When the prompts of the steps from 1 on had arrived. */
    private static NavigableMap<Long, StepArrival> arrivals(long... millis) {
        NavigableMap<Long, StepArrival> arrivals = new TreeMap<>();
        for (long each : millis) {
            long step = arrivals.size() + 1L;
            arrivals.put(step, new StepArrival(step, NOON.plusMillis(each), 8));
        }
        return arrivals;
    }
}
