package io.retort.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.record.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckpointHistoryTest {

    @Test
    void shouldKeepTheNewestAndTheFirstStudent() {
        CheckpointHistory history = new CheckpointHistory(List.of());
        List<String> retired = new ArrayList<>();

        for (int step = 0; step <= 6; step++) {
            List<AnnouncedCheckpoint> due = history.retiredByOneMore(2, Set.of());
            due.forEach(each -> retired.add(each.checkpoint().getId()));
            history.announce(announced(step), due);
        }

        assertThat(retired).containsExactly("1", "2", "3", "4");
        assertThat(history.ids()).containsExactlyInAnyOrder("0", "5", "6");
        assertThat(history.newest()).map(each -> each.checkpoint().getId()).contains("6");
    }

    @Test
    void shouldRetireSeveralWhenFewerAreToBeKeptThanBefore() {
        CheckpointHistory history =
                new CheckpointHistory(List.of(announced(0), announced(1), announced(2), announced(3)));

        assertThat(history.retiredByOneMore(1, Set.of()))
                .extracting(each -> each.checkpoint().getId())
                .containsExactly("1", "2", "3");
    }

    @Test
    void shouldKeepWhatIsDeployedUntilItIsNoLonger() {
        CheckpointHistory history =
                new CheckpointHistory(List.of(announced(0), announced(1), announced(2), announced(3)));

        assertThat(history.retiredByOneMore(2, Set.of("1", "3")))
                .extracting(each -> each.checkpoint().getId())
                .containsExactly("2");
        assertThat(history.retiredByOneMore(2, Set.of("3")))
                .extracting(each -> each.checkpoint().getId())
                .containsExactly("1", "2");
    }

    private static AnnouncedCheckpoint announced(int step) {
        Checkpoint checkpoint = new Checkpoint();
        checkpoint.put("id", Integer.toString(step));
        checkpoint.put("entryNumber", step - 1L);
        return new AnnouncedCheckpoint(checkpoint, step);
    }
}
