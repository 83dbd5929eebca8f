package io.retort.server.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.CheckpointFile;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.server.TellingCheckpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFetcherTest {

    private static final String STUDENT = TellingCheckpoints.STUDENT;

    @TempDir
    private Path directory;

    private Path temporary;
    private TellingCheckpoints checkpoints;
    private CheckpointFetcher fetcher;

    @BeforeEach
    void open() {
        temporary = directory.resolve("temporary");
        checkpoints = new TellingCheckpoints(directory.resolve("checkpoints"));
        fetcher = new CheckpointFetcher(directory.resolve("checkpoints"), temporary);
    }

    @Test
    void shouldFetchEveryAnnouncedFileToAPlaceOfItsOwnThatGoesWhenClosed() throws IOException {
        DeployedCheckpoint checkpoint = checkpoints.write(7);
        Files.writeString(checkpoints.directory(7).resolve("not-announced"), "x");

        try (FetchedCheckpoint fetched = fetched(checkpoint)) {
            assertThat(fetched.directory()).isDirectoryNotContaining("glob:**/not-announced");
            for (CheckpointFile file : checkpoint.getFiles()) {
                assertThat(fetched.directory().resolve(file.getName()))
                        .hasSameBinaryContentAs(checkpoints.directory(7).resolve(file.getName()));
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fetched.directory())))
                    .isEqualTo("rwx------");
        }

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void shouldRefuseAFileWithOneBitFlipped() throws IOException {
        DeployedCheckpoint checkpoint = checkpoints.write(7);
        Path model = checkpoints.directory(7).resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(model);
        bytes[bytes.length / 2] ^= 1;
        Files.write(model, bytes);

        assertThat(reason(checkpoint)).isEqualTo("model.safetensors has another hash than was announced");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void shouldRefuseAFileThatIsShorterOrLonger() throws IOException {
        DeployedCheckpoint checkpoint = checkpoints.write(7);
        Path config = checkpoints.directory(7).resolve("config.json");
        long size = Files.size(config);

        Files.writeString(config, "{");
        assertThat(reason(checkpoint)).isEqualTo("config.json has 1 bytes, " + size + " were announced");

        Files.write(config, new byte[1 << 20]);
        assertThat(reason(checkpoint)).isEqualTo("config.json has more bytes, " + size + " were announced");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void shouldRefuseWhatIsNotThere() throws IOException {
        DeployedCheckpoint checkpoint = checkpoints.write(7);
        Path model = checkpoints.directory(7).resolve("model.safetensors");
        Files.delete(model);

        assertThat(reason(checkpoint)).isEqualTo("model.safetensors is missing");
        assertThat(reason(TellingCheckpoints.deployed(8, checkpoint.getFiles())))
                .isEqualTo("there is no directory " + TellingCheckpoints.idOf(8) + " of " + STUDENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "..", ".", "", "a/b", "a\\b", "/etc/passwd", "a\u0000b"})
    void shouldNotLeaveTheCheckpointsDirectoryWhateverAFileIsNamed(String name) throws IOException {
        checkpoints.write(7);
        Path secret = Files.writeString(checkpoints.directory(7).resolveSibling("secret"), "secret");
        CheckpointFile file = new CheckpointFile(name, Files.size(secret), Fingerprints.ofText("secret"));

        assertThat(reason(TellingCheckpoints.deployed(7, List.of(file))))
                .isEqualTo("one of its files is not named as a file");
    }

    @Test
    void shouldNotLeaveTheCheckpointsDirectoryWhateverAStudentOrACheckpointIsNamed() {
        DeployedCheckpoint checkpoint = checkpoints.write(7);

        assertThat(fetcher.fetch("../checkpoints/" + STUDENT, checkpoint, file -> true))
                .isInstanceOf(FetchOutcome.Unfit.class);
        DeployedCheckpoint astray = TellingCheckpoints.deployed(
                "../" + STUDENT + "/" + TellingCheckpoints.idOf(7),
                7,
                checkpoint.getKind(),
                checkpoint.getLabelSpace(),
                checkpoint.getFiles());
        assertThat(fetcher.fetch(STUDENT, astray, file -> true)).isInstanceOf(FetchOutcome.Unfit.class);
    }

    @Test
    void shouldRefuseAnAnnouncementWithoutFilesOrWithOneTwice() {
        DeployedCheckpoint checkpoint = checkpoints.write(7);
        CheckpointFile file = checkpoint.getFiles().get(0);

        assertThat(reason(TellingCheckpoints.deployed(7, List.of()))).isEqualTo("it was announced without files");
        assertThat(reason(TellingCheckpoints.deployed(7, List.of(file, file))))
                .isEqualTo(file.getName() + " was announced twice");
    }

    @Test
    void shouldSweepWhatAKilledProcessLeftAndNothingYounger() throws IOException {
        Path old = Files.createDirectories(temporary.resolve("retort-checkpoint-1"));
        Path young = Files.createDirectories(temporary.resolve("retort-checkpoint-2"));
        Path foreign = Files.createDirectories(temporary.resolve("something-else"));
        FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
        for (Path path : List.of(old, foreign)) {
            Files.setLastModifiedTime(path, longAgo);
        }

        fetcher = new CheckpointFetcher(directory.resolve("checkpoints"), temporary);

        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).containsExactlyInAnyOrder(young, foreign);
        }
    }

    private FetchedCheckpoint fetched(DeployedCheckpoint checkpoint) {
        return fetcher.fetch(STUDENT, checkpoint, file -> true).match(FetchOutcome.Fetched::checkpoint, unfit -> {
            throw new AssertionError(unfit.reason());
        });
    }

    private String reason(DeployedCheckpoint checkpoint) {
        return fetcher.fetch(STUDENT, checkpoint, file -> true)
                .match(fetched -> "fetched to " + fetched.checkpoint().directory(), FetchOutcome.Unfit::reason);
    }
}
