package io.retort.producer.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.label.Fingerprints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordStreamTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldCutTheSameHoweverTheBytesCome(long seed) throws IOException {
        String text = "one\n\ntwo\r\n" + "x".repeat(100) + "\nthree";

        assertThat(cuts(text, RecordCutter.LINES, 50, seed))
                .containsExactly(
                        "WHOLE one", "WHOLE ", "WHOLE two", "TOO_LONG " + "x".repeat(50) + " of 101", "WHOLE three");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldGoOnAtTheNextLineBehindAQuoteThatIsNotClosed(long seed) throws IOException {
        assertThat(cuts("a,\"b\nc\"\n1,\"d\ne,f\ng", RecordCutter.CSV, 1000, seed))
                .containsExactly("WHOLE a,\"b\nc\"", "UNCLOSED_QUOTE 1,\"d", "WHOLE e,f", "WHOLE g");
    }

    @Test
    void shouldKnowTheHashOfEveryPrefixThatEndsWithARecord() throws IOException {
        byte[] bytes = ("one\n" + "y".repeat(300) + "\ntwo\nthree").getBytes(StandardCharsets.UTF_8);
        try (RecordStream stream = new RecordStream(new ChunkedSupply(bytes, 9), RecordCutter.LINES, 50)) {
            Cut cut;
            do {
                cut = stream.next(Duration.ZERO);
                byte[] prefix = Arrays.copyOf(bytes, (int) stream.bytes());

                assertThat(stream.hash()).isEqualTo(Fingerprints.of(prefix));
                assertThat(stream.bytes()).isIn(0L, 4L, 305L, 309L, 314L);
            } while (cut.kind() != Cut.Kind.END);
            assertThat(stream.bytes()).isEqualTo(314);
        }
    }

    private static List<String> cuts(String text, RecordCutter cutter, int mostBytes, long seed) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> cuts = new ArrayList<>();
        try (RecordStream stream = new RecordStream(new ChunkedSupply(bytes, seed), cutter, mostBytes)) {
            while (true) {
                Cut cut = stream.next(Duration.ZERO);
                if (cut.kind() == Cut.Kind.END) {
                    return cuts;
                }
                if (cut.kind() != Cut.Kind.PENDING) {
                    String length = cut.kind() == Cut.Kind.TOO_LONG ? " of " + cut.length() : "";
                    cuts.add(cut.kind() + " " + new String(cut.bytes(), StandardCharsets.UTF_8) + length);
                }
            }
        }
    }
}
