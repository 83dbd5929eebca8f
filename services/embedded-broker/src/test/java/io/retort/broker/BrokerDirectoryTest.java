package io.retort.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerDirectoryTest {

    @TempDir
    private Path parent;

    @Test
    void shouldBeMadeWithItsParents() throws Exception {
        Path path = parent.resolve("a/b");

        new BrokerDirectory(path).prepare();

        assertThat(path).isDirectory();
    }

    @Test
    void shouldNotBeAFile() throws Exception {
        Path file = Files.createFile(parent.resolve("file"));

        assertUnusable(file, file + " is a file; name a directory for the broker's data");
    }

    @Test
    void shouldNotLieBelowAFile() throws Exception {
        Path path = Files.createFile(parent.resolve("file")).resolve("data");

        assertUnusable(path, path + " cannot be written: Not a directory; name a directory the broker may write to");
    }

    @Test
    void shouldTellACleanStopFromAnUncleanOne() throws Exception {
        BrokerDirectory directory = new BrokerDirectory(parent);
        assertThat(directory.stoppedUncleanly()).as("never started").isFalse();

        Files.createDirectory(parent.resolve("__cluster_metadata-0"));
        assertThat(directory.stoppedUncleanly()).isTrue();

        Files.createFile(parent.resolve(".kafka_cleanshutdown"));
        assertThat(directory.stoppedUncleanly()).isFalse();
    }

    private static void assertUnusable(Path path, String message) {
        assertThatThrownBy(() -> new BrokerDirectory(path).prepare())
                .isInstanceOfSatisfying(BrokerStartException.class, e -> assertThat(e.reason())
                        .isEqualTo(BrokerStartException.Reason.DIRECTORY_UNUSABLE))
                .hasMessage(message);
    }
}
