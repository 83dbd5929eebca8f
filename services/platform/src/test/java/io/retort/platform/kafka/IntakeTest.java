package io.retort.platform.kafka;

import static io.retort.platform.kafka.Inputs.P0;
import static io.retort.platform.kafka.Inputs.P1;
import static io.retort.platform.kafka.Inputs.offsets;
import static io.retort.platform.kafka.Inputs.poll;
import static io.retort.platform.kafka.Inputs.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.retort.platform.time.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final Duration LINGER = Duration.ofMillis(200);

    private final ManualTime time = new ManualTime();
    /** A record weighs its offset. */
    private final Intake intake = new Intake(new BatchLimits(3, 100, LINGER), record -> record.offset(), time);

    @Test
    void shouldWaitForMoreUpToTheLinger() {
        intake.add(poll(Map.of(P0, 1L), record(P0, 0)));
        time.advance(Duration.ofMillis(150));
        assertThat(intake.patience()).contains(Duration.ofMillis(50));

        intake.add(poll(Map.of(P0, 2L), record(P0, 1)));
        time.advance(Duration.ofMillis(60));

        assertThat(intake.patience()).contains(Duration.ZERO);
    }

    @Test
    void shouldHaveNothingToWaitForWhenNothingCame() {
        intake.add(poll(Map.of()));

        assertThat(intake.patience()).isEmpty();
        assertThat(intake.isFull()).isFalse();
    }

    @Test
    void shouldCutByCountAndCommitOnlyWhatIsInTheBatch() {
        intake.add(poll(Map.of(P0, 9L), record(P0, 0), record(P0, 1), record(P0, 5), record(P0, 7)));
        assertThat(intake.isFull()).isTrue();

        Batch batch = intake.cut();

        assertThat(offsetsOf(batch)).containsExactly(0L, 1L, 5L);
        assertThat(batch.offsets()).isEqualTo(offsets(Map.of(P0, 6L)));
    }

    @Test
    void shouldCommitWhatThePollSaidOnceAPartitionIsExhausted() {
        intake.add(poll(Map.of(P0, 9L), record(P0, 0), record(P0, 1), record(P0, 5), record(P0, 7)));
        intake.cut();

        Batch rest = intake.cut();

        assertThat(offsetsOf(rest)).containsExactly(7L);
        assertThat(rest.offsets()).isEqualTo(offsets(Map.of(P0, 9L)));
        assertThat(intake.patience()).isEmpty();
    }

    @Test
    void shouldCutByWeight() {
        intake.add(poll(Map.of(P0, 71L), record(P0, 60), record(P0, 70)));
        assertThat(intake.isFull()).isTrue();

        assertThat(offsetsOf(intake.cut())).containsExactly(60L);
        assertThat(intake.isFull()).isFalse();
        assertThat(offsetsOf(intake.cut())).containsExactly(70L);
    }

    @Test
    void shouldTakeARecordAloneThatIsTooHeavyForAnyBatch() {
        intake.add(poll(Map.of(P0, 501L), record(P0, 500)));

        assertThat(offsetsOf(intake.cut())).containsExactly(500L);
    }

    @Test
    void shouldJoinSeveralPollsAndPartitions() {
        intake.add(poll(Map.of(P0, 2L), record(P0, 1)));
        intake.add(poll(Map.of(P1, 4L), record(P1, 3)));
        intake.add(poll(Map.of(P0, 3L)));

        Batch batch = intake.cut();

        assertThat(offsetsOf(batch)).containsExactly(1L, 3L);
        assertThat(batch.offsets()).isEqualTo(offsets(Map.of(P0, 3L, P1, 4L)));
    }

    @Test
    void shouldCommitMarkersAtTheEndOfTheInputAfterAWhile() {
        intake.add(poll(Map.of(P0, 8L)));
        assertThat(intake.patience()).contains(Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(2));
        assertThat(intake.patience()).contains(Duration.ZERO);

        Batch batch = intake.cut();

        assertThat(batch.entries()).isEmpty();
        assertThat(batch.offsets()).isEqualTo(offsets(Map.of(P0, 8L)));
    }

    @Test
    void shouldForgetAPartitionThatIsTakenAway() {
        intake.add(poll(Map.of(P0, 51L, P1, 61L), record(P0, 50), record(P1, 60)));
        assertThat(intake.isFull()).isTrue();

        intake.drop(List.of(P0));

        assertThat(intake.isFull()).isFalse();
        Batch batch = intake.cut();
        assertThat(offsetsOf(batch)).containsExactly(60L);
        assertThat(batch.offsets()).isEqualTo(offsets(Map.of(P1, 61L)));
    }

    @Test
    void shouldForgetEverything() {
        intake.add(poll(Map.of(P0, 51L), record(P0, 50)));

        intake.clear();

        assertThat(intake.patience()).isEmpty();
        assertThat(intake.cut().isEmpty()).isTrue();
    }

    private static List<Long> offsetsOf(Batch batch) {
        return batch.entries().stream().map(entry -> entry.record().offset()).toList();
    }
}
