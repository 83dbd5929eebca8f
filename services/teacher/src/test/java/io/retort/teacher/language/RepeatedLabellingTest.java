package io.retort.teacher.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedLabellingTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void shouldGiveTheSameBytesForTheSameBatchesInANewProcess() throws IOException {
        Path model = TinyTeachers.write(directory.resolve("model"));
        try (JavaProcess process = JavaProcess.start(directory.resolve("output"), LabelBytes.class, model.toString());
                CausalTeacher teacher = TinyTeachers.open(model, TinyTeachers.settings(500))) {
            String first = LabelBytes.hash(teacher);

            assertThat(LabelBytes.hash(teacher)).isEqualTo(first);
            assertThat(process.awaitLine(line -> line.matches("[0-9a-f]{64}"), "a hash", LIMIT))
                    .isEqualTo(first);
        }
    }
}
