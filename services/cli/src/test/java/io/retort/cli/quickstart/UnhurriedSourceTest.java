package io.retort.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.producer.source.FileSource;
import io.retort.producer.source.PromptSource;
import io.retort.producer.source.ReadOutcome;
import io.retort.producer.source.ReadPosition;
import io.retort.producer.source.RecordLayout;
import io.retort.producer.source.SourceReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnhurriedSourceTest {

    private static final Duration WAIT = Duration.ofMillis(1);

    @TempDir
    private Path directory;

    @Test
    void shouldGiveNoMoreThanMayWaitAndAllInTheEnd() throws Exception {
        Path file = Files.write(directory.resolve("messages.txt"), List.of("a", "b", "c", "d"));
        AtomicLong answered = new AtomicLong();
        PromptSource source = new UnhurriedSource(new FileSource(file, RecordLayout.text()), 2, answered::get);

        try (SourceReader reader = source.open(ReadPosition.START)) {
            assertThat(reader.next(WAIT)).isInstanceOf(ReadOutcome.Read.class);
            assertThat(reader.next(WAIT)).isInstanceOf(ReadOutcome.Read.class);
            assertThat(reader.next(WAIT)).isInstanceOf(ReadOutcome.Pending.class);
            assertThat(reader.position().records()).isEqualTo(2);

            answered.set(1);
            assertThat(reader.next(WAIT)).isInstanceOf(ReadOutcome.Read.class);
            assertThat(reader.next(WAIT)).isInstanceOf(ReadOutcome.Pending.class);

            answered.set(3);
            assertThat(reader.next(WAIT)).isInstanceOf(ReadOutcome.Read.class);
            assertThat(reader.next(WAIT)).isInstanceOf(ReadOutcome.End.class);
        }
    }

    /** The producer finds further refusals, and counts all alike: a prompt it refused must not be waited for. */
    @Test
    void shouldCountWhatIsRefusedOnBothSides() throws Exception {
        Path file = Files.write(directory.resolve("messages.jsonl"), List.of("no json", "{\"text\": \"a\"}"));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        PromptSource source = new UnhurriedSource(
                new FileSource(file, RecordLayout.jsonLines("text")), 1, () -> Meters.answered(meters));

        try (SourceReader reader = source.open(ReadPosition.START)) {
            assertThat(reader.next(WAIT)).isInstanceOf(ReadOutcome.Refused.class);
            assertThat(reader.next(WAIT)).isInstanceOf(ReadOutcome.Pending.class);

            meters.counter("retort.dead.letters", "stage", "producer", "reason", "not-json")
                    .increment();
            assertThat(reader.next(WAIT)).isInstanceOf(ReadOutcome.Read.class);
        }
    }
}
