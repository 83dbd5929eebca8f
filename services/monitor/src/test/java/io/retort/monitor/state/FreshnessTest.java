package io.retort.monitor.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.monitor.StreamRecords;
import io.retort.monitor.state.StudentState.FreshnessSample;
import io.retort.monitor.state.StudentState.FreshnessState;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.StepArrival;
import io.retort.schemas.record.StudentFigures;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private static final long NOW = NOON.plusSeconds(30).toEpochMilli();

    @Test
    void shouldCountEachStepForTheFirstPromotionThatHasIt() {
        List<Deployment> decisions =
                List.of(promotion("d-1", 2, 5_000), promotion("d-2", 4, 6_000), promotion("d-3", 1, 9_000));

        FreshnessState freshness =
                new Freshness().of(decisions, windows(1_000, 2_000, 3_000, 4_000), NOW, NOON.toEpochMilli());

        // Of d-1 the ages 4,000 and 3,000; of d-2 3,000 and 2,000; d-3 makes nothing fresh.
        assertThat(freshness.samples()).containsExactly(sample(5_000, 3_000), sample(6_000, 2_000));
        assertThat(freshness.newest()).isEqualTo(2_000);
        assertThat(freshness.p50()).isEqualTo(3_000);
        assertThat(freshness.p99()).isEqualTo(4_000);
    }

    @Test
    void shouldWaitForTheStepsOfAPromotion() {
        Freshness freshness = new Freshness();
        List<Deployment> decisions = List.of(promotion("d-1", 3, 5_000));

        assertThat(freshness.of(decisions, windows(1_000, 2_000), NOW, NOON.toEpochMilli()))
                .isEqualTo(new FreshnessState(null, null, null, List.of()));
        assertThat(freshness
                        .of(decisions, windows(1_000, 2_000, 3_000), NOW, NOON.toEpochMilli())
                        .samples())
                .containsExactly(sample(5_000, 3_000));
    }

    @Test
    void shouldRememberPromotionsWhoseStepsItNoLongerLooksAt() {
        Freshness freshness = new Freshness();
        List<Deployment> first = List.of(promotion("d-1", 2, 5_000));
        List<Deployment> both = List.of(promotion("d-1", 2, 5_000), promotion("d-2", 3, 100_000));
        long later = NOON.plusSeconds(100).toEpochMilli();

        long settled = NOON.plusSeconds(160).toEpochMilli();

        freshness.of(first, windows(2_000), later, NOON.toEpochMilli()); // the figures come one by one
        freshness.of(first, windows(1_000, 2_000), later, NOON.toEpochMilli());
        freshness.of(first, windows(1_000, 2_000), settled, NOON.toEpochMilli());
        FreshnessState state =
                freshness.of(both, onlyLast(windows(1_000, 2_000, 99_000)), settled, NOON.toEpochMilli());

        assertThat(state.samples()).containsExactly(sample(5_000, 3_000), sample(100_000, 1_000));
        assertThat(freshness
                        .of(
                                both,
                                windows(1_000, 2_000, 99_000),
                                later,
                                NOON.plusSeconds(50).toEpochMilli())
                        .samples())
                .as("what is older than the history is forgotten")
                .containsExactly(sample(100_000, 1_000));
    }

    @Test
    void shouldSettleManyPromotionsAtOnce() {
        Freshness freshness = new Freshness();
        List<Deployment> decisions = List.of(promotion("d-1", 1, 5_000), promotion("d-2", 2, 6_000));
        NavigableMap<Long, StudentFigures> windows = windows(1_000, 2_000);

        freshness.of(decisions, windows, NOW, NOON.toEpochMilli());
        freshness.of(decisions, windows, NOW + 60_000, NOON.toEpochMilli());

        assertThat(freshness
                        .of(decisions, new TreeMap<>(), NOW + 61_000, NOON.toEpochMilli())
                        .samples())
                .containsExactly(sample(5_000, 4_000), sample(6_000, 4_000));
    }

    private static NavigableMap<Long, StudentFigures> onlyLast(NavigableMap<Long, StudentFigures> windows) {
        return windows.tailMap(windows.lastKey(), true);
    }

    private static FreshnessSample sample(long atMillis, long millis) {
        return new FreshnessSample(NOON.plusMillis(atMillis).toEpochMilli(), millis);
    }

    private static Deployment promotion(String id, long step, long millis) {
        return StreamRecords.promotion("s", id, null, "c-" + step, step, NOON.plusMillis(millis));
    }

    /** One window a step, from step 1 on, by when the step's prompts had arrived. */
    private static NavigableMap<Long, StudentFigures> windows(long... millis) {
        NavigableMap<Long, StudentFigures> windows = new TreeMap<>();
        for (long each : millis) {
            StepArrival arrival = new StepArrival(windows.size() + 1L, NOON.plusMillis(each), 8);
            windows.put(each, new StudentFigures(1L, 8L, 8L, 0L, 8L, 8L, 1.0, 8L, null, List.of(), List.of(arrival)));
        }
        return windows;
    }
}
