package io.retort.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.learning.student.UnusableModelException;
import io.retort.trainer.journal.JournalTail;
import io.retort.trainer.label.Portion;
import io.retort.trainer.learner.Learner;
import io.retort.trainer.learner.LearnerState;
import io.retort.trainer.learner.SegmentSettings;
import io.retort.trainer.settings.BatchSettings;
import io.retort.trainer.settings.RehearsalSettings;
import io.retort.trainer.support.Labels;
import io.retort.trainer.support.PlainStudents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointDirectoriesTest {

    @TempDir
    Path root;

    private CheckpointDirectories directories;

    @BeforeEach
    void setUp() {
        directories = new CheckpointDirectories(root, "s");
    }

    @Test
    void shouldReadBackWhatItWrote() throws Exception {
        CheckpointDraft draft = draft(3);

        WrittenCheckpoint written = directories.write(draft);

        assertThat(written.id()).startsWith("0000000003-");
        assertThat(directories.fault(written.id(), written.files())).isEmpty();
        assertThat(CheckpointFiles.read(directories.of(written.id())))
                .usingRecursiveComparison()
                .isEqualTo(draft.learner());
    }

    @Test
    void shouldWriteTheSameBytesForTheSameState() throws Exception {
        assertThat(directories.write(draft(3)).files())
                .isEqualTo(directories.write(draft(3)).files());
        assertThat(directories.write(draft(3)).files())
                .isNotEqualTo(directories.write(draft(4)).files());
    }

    @Test
    void shouldNameTheFileThatIsNotWhatWasAnnounced() throws Exception {
        WrittenCheckpoint written = directories.write(draft(2));
        Path weights = directories.of(written.id()).resolve("plain.weights");
        byte[] bytes = Files.readAllBytes(weights);

        bytes[100] ^= 1;
        Files.write(weights, bytes);
        assertThat(directories.fault(written.id(), written.files()))
                .hasValueSatisfying(fault -> assertThat(fault).contains("plain.weights", "another hash"));
        Files.write(weights, new byte[] {1});
        assertThat(directories.fault(written.id(), written.files()))
                .hasValueSatisfying(fault -> assertThat(fault).contains("plain.weights", "1 bytes"));
        Files.delete(weights);
        assertThat(directories.fault(written.id(), written.files()))
                .hasValueSatisfying(fault -> assertThat(fault).contains("plain.weights", "missing"));
    }

    @Test
    void shouldLeaveNothingUnderAnyNameWhereWritingFails() throws Exception {
        CheckpointDraft draft = draft(1);
        CheckpointDraft failing = new CheckpointDraft(
                directory -> {
                    Files.write(directory.resolve("half"), new byte[10]);
                    throw new IOException("No space left on device");
                },
                draft.learner(),
                draft.description(),
                draft.numerics(),
                draft.prequential(),
                draft.tail(),
                draft.next());

        assertThatThrownBy(() -> directories.write(failing)).hasMessage("No space left on device");

        assertThat(root.resolve("s")).isEmptyDirectory();
    }

    @Test
    void shouldFindOnlyOldDirectoriesThatNoRecordNames() throws Exception {
        String announced = directories.write(draft(1)).id();
        String old = directories.write(draft(2)).id();
        directories.write(draft(3));
        Instant now = Instant.now();
        for (String id : List.of(announced, old)) {
            Files.setLastModifiedTime(directories.of(id), FileTime.from(now.minusSeconds(7200)));
        }

        assertThat(directories.leftovers(Set.of(announced), now.minusSeconds(3600)))
                .containsExactly(directories.of(old));
    }

    @Test
    void shouldSayWhichFileOfTheStateIsBroken() throws Exception {
        WrittenCheckpoint written = directories.write(draft(1));
        Path state = directories.of(written.id()).resolve("checkpoint.json");

        Files.writeString(state, Files.readString(state).replace("\"format\":1", "\"format\":2"));
        assertThatThrownBy(() -> CheckpointFiles.read(directories.of(written.id())))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("checkpoint.json")
                .hasMessageContaining("allowed: 1");
        Files.writeString(state, "{");
        assertThatThrownBy(() -> CheckpointFiles.read(directories.of(written.id())))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("checkpoint.json");
    }

    private static CheckpointDraft draft(int steps) {
        Learner learner = new Learner(
                new PlainStudents(Labels.SPACE).create(Labels.SPACE, 1),
                1,
                LearnerState.first(
                        SegmentSettings.of(BatchSettings.DEFAULT, new RehearsalSettings(1, 20), Map.of("a", "b"))));
        for (int i = 0; i < steps; i++) {
            learner.learn(List.of(new Portion(0, 8L * i, Labels.records(0, 8L * i, 8))));
        }
        return CheckpointDraft.of(learner, JournalTail.beginning("s"), Map.of(0, 8L * steps));
    }
}
