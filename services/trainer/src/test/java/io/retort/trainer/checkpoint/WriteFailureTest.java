package io.retort.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.trainer.checkpoint.CheckpointWriter.Outcome.Failed;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class WriteFailureTest {

    @Test
    void shouldSayWhatHappenedWhereTheMessageIsOnlyAPath() {
        assertThat(new Failed(3, new NoSuchFileException("/proc/x")).reason())
                .isEqualTo("/proc/x: no such file or directory");
        assertThat(new Failed(3, new AccessDeniedException("/srv")).reason()).isEqualTo("/srv: permission denied");
        assertThat(new Failed(3, new IOException("No space left on device")).reason())
                .isEqualTo("No space left on device");
    }
}
