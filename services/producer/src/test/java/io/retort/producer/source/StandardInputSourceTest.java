package io.retort.producer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StandardInputSourceTest {

    @Test
    void shouldGoOnWhenFedTheSameBytesAgain() {
        SourceReader first = source("one\ntwo\nthree\n").open(ReadPosition.START);
        assertThat(Readings.some(first, 2)).containsExactly("one", "two");

        SourceReader second = source("one\ntwo\nthree\nfour\n").open(first.position());

        assertThat(Readings.all(second)).containsExactly("three", "four");
    }

    @Test
    void shouldRefuseOtherBytes() {
        SourceReader first = source("one\ntwo\n").open(ReadPosition.START);
        Readings.some(first, 2);

        SourceReader second = source("one\ntoo\nthree\n").open(first.position());

        assertThatThrownBy(() -> Readings.all(second))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("has changed");
    }

    @Test
    void shouldAnswerPendingWhileNothingComesAndThenGoOn() throws IOException {
        try (PipedOutputStream writer = new PipedOutputStream();
                InputStream input = new PipedInputStream(writer);
                SourceReader reader =
                        new StandardInputSource("pipe", input, RecordLayout.text()).open(ReadPosition.START)) {
            assertThat(reader.next(Duration.ofMillis(1))).isInstanceOf(ReadOutcome.Pending.class);

            writer.write("half ".getBytes(StandardCharsets.UTF_8));
            writer.flush();
            assertThat(reader.next(Duration.ofMillis(1))).isInstanceOf(ReadOutcome.Pending.class);
            assertThat(reader.position().records()).isZero();

            writer.write("a line\n".getBytes(StandardCharsets.UTF_8));
            writer.flush();
            assertThat(Readings.some(reader, 1)).containsExactly("half a line");
            assertThat(reader.position().bytes()).isEqualTo(12);
        }
    }

    @Test
    void shouldSayThatReadingFailed() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the other end is gone");
            }
        };
        SourceReader reader = new StandardInputSource("broken", broken, RecordLayout.text()).open(ReadPosition.START);

        assertThatThrownBy(() -> Readings.all(reader))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("stdin:broken")
                .hasMessageContaining("the other end is gone");
    }

    private static StandardInputSource source(String content) {
        return new StandardInputSource(
                "test", new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), RecordLayout.text());
    }
}
