package io.retort.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamStateTest {

    @TempDir
    private Path directory;

    @Test
    void shouldBeginWithWhatIsAskedFor() {
        assertThat(StreamState.next(Optional.empty(), "generator:0", 100))
                .isEqualTo(new StreamState("generator:0", 100, false));
    }

    @Test
    void shouldAddToAFinishedStream() {
        Optional<StreamState> last = Optional.of(new StreamState("generator:0", 100, true));

        assertThat(StreamState.next(last, "generator:0", 50)).isEqualTo(new StreamState("generator:0", 150, false));
    }

    @Test
    void shouldFirstFinishAnUnfinishedStream() {
        Optional<StreamState> last = Optional.of(new StreamState("generator:0", 100, false));

        assertThat(StreamState.next(last, "generator:0", 50)).isEqualTo(last.get());
    }

    @Test
    void shouldBeginAnewWithAnotherSource() {
        Optional<StreamState> last = Optional.of(new StreamState("generator:0", 100, true));

        assertThat(StreamState.next(last, "generator:1", 50)).isEqualTo(new StreamState("generator:1", 50, false));
    }

    @Test
    void shouldBeKeptOverRuns() throws Exception {
        Path file = directory.resolve("stream.json");
        StreamState state = new StreamState("file:/a b", 7, false).asFinished();

        state.write(file);

        assertThat(StreamState.read(file)).contains(state);
        assertThat(StreamState.read(directory.resolve("none"))).isEmpty();
    }

    @Test
    void shouldNotTripOverAFileThatWasCutOff() throws Exception {
        Path file = Files.writeString(directory.resolve("stream.json"), "{\"sour");

        assertThat(StreamState.read(file)).isEmpty();
    }
}
