package io.retort.testing.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TinyTeacherTest {

    @TempDir
    private Path directory;

    @Test
    void shouldWriteItsFilesAsTheyWereMade() throws IOException {
        Path written = TinyTeacher.writeTo(directory.resolve("teachers/tiny"));

        assertThat(written)
                .isDirectoryContaining("glob:**/config.json")
                .isDirectoryContaining("glob:**/tokenizer.json")
                .isDirectoryContaining("glob:**/tokenizer_config.json");
        // The tensors' bytes and the header: a build that filters resources as text would change them.
        assertThat(Files.size(written.resolve("model.safetensors"))).isEqualTo(290_632);
    }
}
