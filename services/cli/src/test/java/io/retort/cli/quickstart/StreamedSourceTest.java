package io.retort.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.producer.source.FileSource;
import io.retort.producer.source.ReadOutcome;
import io.retort.producer.source.ReadPosition;
import io.retort.producer.source.RecordLayout;
import io.retort.producer.source.SourceReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamedSourceTest {

    private static final HoldOut FIFTH = new HoldOut(0.2);

    @TempDir
    private Path directory;

    private FileSource whole;
    private List<String> texts;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void write() throws Exception {
        texts = IntStream.range(0, 1000).mapToObj(i -> "message " + i % 500).toList();
        Path file = Files.write(directory.resolve("messages.txt"), texts);
        whole = new FileSource(file, RecordLayout.text());
    }

    @Test
    void shouldLeaveOutWhatIsHeldOutAndNothingElse() {
        List<String> streamed = read(new StreamedSource(whole, FIFTH, Long.MAX_VALUE));

        assertThat(streamed)
                .isEqualTo(texts.stream().filter(text -> !FIFTH.holds(text)).toList());
        // 500 distinct texts, a fifth held out: 100, standard deviation 9
        Set<String> distinct = new HashSet<>(streamed);
        assertThat(500 - distinct.size()).isBetween(60, 140);
    }

    @Test
    void shouldEndAfterSoManyRecords() {
        StreamedSource source = new StreamedSource(whole, new HoldOut(0), 10);

        assertThat(read(source)).isEqualTo(texts.subList(0, 10));
    }

    @Test
    void shouldGoOnWhereAShorterRunEnded() {
        SourceReader first = new StreamedSource(whole, FIFTH, 10).open(ReadPosition.START);
        List<String> streamed = new ArrayList<>(read(first));
        StreamedSource longer = new StreamedSource(whole, FIFTH, 30);

        assertThat(longer.hasGrownBeyond(first.position())).isTrue();
        streamed.addAll(read(longer.open(first.position())));

        assertThat(streamed).isEqualTo(read(new StreamedSource(whole, FIFTH, 30)));
    }

    @Test
    void shouldHoldOutChatsByWhatTheySay() throws Exception {
        List<String> chats = IntStream.range(0, 500)
                .mapToObj(i -> "{\"messages\": [{\"role\": \"user\", \"content\": \"message " + i + "\"}]}")
                .toList();
        Path file = Files.write(directory.resolve("chats.jsonl"), chats);

        List<String> streamed =
                read(new StreamedSource(new FileSource(file, RecordLayout.jsonPrompts()), FIFTH, Long.MAX_VALUE));

        assertThat(streamed)
                .isEqualTo(texts.subList(0, 500).stream()
                        .filter(text -> !FIFTH.holds(text))
                        .toList());
    }

    @Test
    void shouldHaveNothingMoreBeyondItsLimit() {
        SourceReader reader = new StreamedSource(whole, FIFTH, 10).open(ReadPosition.START);
        read(reader);

        assertThat(new StreamedSource(whole, FIFTH, 10).hasGrownBeyond(reader.position()))
                .isFalse();
    }

    private static List<String> read(StreamedSource source) {
        return read(source.open(ReadPosition.START));
    }

    private static List<String> read(SourceReader reader) {
        List<String> read = new ArrayList<>();
        ReadOutcome outcome = reader.next(Duration.ZERO);
        while (!(outcome instanceof ReadOutcome.End)) {
            if (outcome instanceof ReadOutcome.Read found) {
                read.add(found.content().wording());
            }
            outcome = reader.next(Duration.ZERO);
        }
        return read;
    }
}
