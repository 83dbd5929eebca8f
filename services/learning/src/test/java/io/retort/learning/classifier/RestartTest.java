package io.retort.learning.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.learning.labelspace.ClassSet;
import io.retort.learning.process.ChildProcess;
import io.retort.learning.student.Student;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    @TempDir
    Path directory;

    /** The first calls of the new process meet the hundredth ones of this. */
    @Test
    void shouldReachTheSameBitsInANewProcessAsWithoutAStop() throws IOException, InterruptedException {
        Path half = Files.createDirectory(directory.resolve("half"));
        Path uninterrupted = Files.createDirectory(directory.resolve("uninterrupted"));
        Path restarted = Files.createDirectory(directory.resolve("restarted"));
        try (Student student = new TextClassifierFactory(TextClassifierSettings.defaults())
                .create(ClassSet.customerSupport().toLabelSpace(Instant.EPOCH), 1)) {
            Labels labels = new Labels(20);
            for (int i = 0; i < 50; i++) {
                student.step(labels.batch(64), List.of(labels.batch(64)));
            }
            student.snapshot().writeTo(half);
            ContinueInAnotherProcess.learn(student);
            student.snapshot().writeTo(uninterrupted);
        }

        ChildProcess.run(ContinueInAnotherProcess.class, half.toString(), restarted.toString());

        for (String file : List.of("config.json", "model.safetensors", "optimizer.safetensors")) {
            assertThat(restarted.resolve(file)).hasSameBinaryContentAs(uninterrupted.resolve(file));
            assertThat(Files.size(uninterrupted.resolve(file))).isPositive();
        }
    }
}
