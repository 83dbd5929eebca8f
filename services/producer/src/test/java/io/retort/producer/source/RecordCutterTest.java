package io.retort.producer.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCutterTest {

    @ParameterizedTest(name = "{0} ends at {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "a,b/c; 4",
                "a,\"b/c\"/d; 8",
                "\"a/b\",\"c\"\"/d\"/e; 14",
                "a\"b/c; 4",
                "a,\"\"/b; 5",
                "\"a\"\"/b; -1",
                "\"\"\"/\"\"\"/b; 8",
                "/a; 1",
                "abc; -1",
                "\"a\"b\"/c; 6"
            })
    void shouldFindTheEndOfACsvRecordWhateverIsQuoted(String record, int end) {
        byte[] bytes = record.replace('/', '\n').getBytes(StandardCharsets.UTF_8);

        assertThat(RecordCutter.CSV.endOfRecord(bytes, 0, bytes.length)).isEqualTo(end);
    }
}
