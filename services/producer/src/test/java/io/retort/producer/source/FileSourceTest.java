package io.retort.producer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSourceTest {

    private static final String CSV = "id,text\r\n1,one\r\n2,\"two, with\na line \"\"break\"\"\"\r\n3,one\r\n";

    @TempDir
    Path directory;

    @Test
    void shouldReadALineAsAText() {
        assertThat(read("one\n one more \r\none\n\nno line feed", RecordLayout.text()))
                .containsExactly("one", " one more ", "one", "EMPTY: ", "no line feed");
    }

    @Test
    void shouldLeaveOutAByteOrderMark() {
        assertThat(read("\uFEFFone\n", RecordLayout.text())).containsExactly("one");
        assertThat(read("\uFEFFtext\none\n", RecordLayout.csv("text"))).containsExactly("one");
    }

    @Test
    void shouldReadAFieldOfEachJsonLine() {
        String lines = """
                {"text": "one"}
                {"text": "tw\\u00f6", "other": 1}
                {"other": "x"}
                {"text": 3}
                {"text": "  "}
                {"text": "a\\u0000b"}
                {"text": "\\ud83d"}
                {"text": "x"} {"text": "y"}
                not json
                """;

        assertThat(read(lines, RecordLayout.jsonLines("text")))
                .extracting(line -> line.replaceAll(":.*", ""))
                .containsExactly(
                        "one",
                        "tw\u00f6",
                        "NO_FIELD",
                        "NOT_TEXT",
                        "EMPTY",
                        "NUL",
                        "INVALID_UTF8",
                        "MALFORMED_JSON",
                        "MALFORMED_JSON");
    }

    @Test
    void shouldReadANestedFieldByItsPointer() {
        assertThat(read("{\"message\": {\"body\": \"one\"}}\n", RecordLayout.jsonLines("/message/body")))
                .containsExactly("one");
    }

    @Test
    void shouldReadAColumnWithLineBreaksInsideQuotes() {
        assertThat(read(CSV, RecordLayout.csv("text"))).containsExactly("one", "two, with\na line \"break\"", "one");
    }

    @Test
    void shouldRefuseCsvRecordsThatAreNotCutRight() {
        String csv = "id,text\n1,too,many\n2\n\n3,\"x\"y\n4,good\n5,\"not closed\n6,good again\n";

        assertThat(read(csv, RecordLayout.csv("text")))
                .containsExactly(
                        "MALFORMED_CSV: 1,too,many",
                        "MALFORMED_CSV: 2",
                        "EMPTY: ",
                        "MALFORMED_CSV: 3,\"x\"y",
                        "good",
                        "MALFORMED_CSV: 5,\"not closed",
                        "good again");
    }

    @Test
    void shouldRefuseWhatIsNotUtf8AndKeepItsBytes() throws IOException {
        Path file = directory.resolve("latin.txt");
        Files.write(file, "one\ngr\u00fcn\ntwo\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Readings.all(new FileSource(file, RecordLayout.text()).open(ReadPosition.START)))
                .containsExactly("one", "INVALID_UTF8: gr\u00fcn", "two");
    }

    @Test
    void shouldKeepTheBeginningOfARecordThatIsTooLong() {
        List<String> read = read("a".repeat(ByteSourceReader.MOST_BYTES + 10) + "\nnext\n", RecordLayout.text());

        assertThat(read).hasSize(2).last().isEqualTo("next");
        assertThat(read.get(0)).isEqualTo("TOO_LONG: " + "a".repeat(ByteSourceReader.MOST_BYTES));
    }

    @Test
    void shouldSayWhichRecordWasRefusedAndNotItsContent() {
        SourceReader reader = new FileSource(file("secret\n\n"), RecordLayout.text()).open(ReadPosition.START);
        Readings.some(reader, 1);

        assertThat(reader.next(java.time.Duration.ZERO))
                .isInstanceOfSatisfying(ReadOutcome.Refused.class, refused -> assertThat(refused.message())
                        .startsWith("record 2 of file:")
                        .doesNotContain("secret"));
    }

    @ParameterizedTest(name = "behind record {0}")
    @CsvSource({"0", "1", "2", "3"})
    void shouldGoOnBehindAnyRecord(int records) {
        Path file = file(CSV);
        FileSource source = new FileSource(file, RecordLayout.csv("text"));
        SourceReader first = source.open(ReadPosition.START);
        List<String> read = new ArrayList<>(Readings.some(first, records));

        read.addAll(Readings.all(source.open(first.position())));

        assertThat(read).containsExactly("one", "two, with\na line \"break\"", "one");
    }

    @Test
    void shouldRefuseAFileWhoseBeginningHasChanged() throws IOException {
        Path file = file("one\ntwo\n");
        FileSource source = new FileSource(file, RecordLayout.text());
        SourceReader first = source.open(ReadPosition.START);
        Readings.some(first, 1);
        Files.writeString(file, "One\ntwo\n");

        assertThatThrownBy(() -> Readings.all(source.open(first.position())))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("has changed")
                .hasMessageContaining("first 4 bytes");
    }

    @Test
    void shouldRefuseAFileThatHasBecomeShorter() throws IOException {
        Path file = file("one\ntwo\n");
        FileSource source = new FileSource(file, RecordLayout.text());
        SourceReader first = source.open(ReadPosition.START);
        Readings.all(first);
        Files.writeString(file, "one\n");

        assertThatThrownBy(() -> Readings.all(source.open(first.position())))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("it has 4 bytes, and 8 were read before");
    }

    @ParameterizedTest(name = "{0} and then {1}")
    @CsvSource({"'one\ntwo\n', 'three\n', three", "'one\ntwo', '\nthree\n', three", "'one\ntwo', '\r\nthree', three"})
    void shouldReadWhatWasAppended(String before, String appended, String expected) throws IOException {
        Path file = file(before);
        FileSource source = new FileSource(file, RecordLayout.text());
        SourceReader first = source.open(ReadPosition.START);
        Readings.all(first);
        assertThat(source.hasGrownBeyond(first.position())).isFalse();

        Files.writeString(file, appended, StandardOpenOption.APPEND);

        assertThat(source.hasGrownBeyond(first.position())).isTrue();
        assertThat(Readings.all(source.open(first.position()))).containsExactly(expected);
    }

    @Test
    void shouldRefuseToGoOnInALineThatHasGrown() throws IOException {
        Path file = file("one\ntwo");
        FileSource source = new FileSource(file, RecordLayout.text());
        SourceReader first = source.open(ReadPosition.START);
        Readings.all(first);
        Files.writeString(file, "fold\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> Readings.all(source.open(first.position())))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("last line");
    }

    @Test
    void shouldNameTheColumnsThereAreWhenTheOneAskedForIsMissing() {
        FileSource source = new FileSource(file("id,message\n1,one\n"), RecordLayout.csv("text"));

        assertThatThrownBy(() -> Readings.all(source.open(ReadPosition.START)))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("no column 'text'")
                .hasMessageContaining("id, message");
    }

    @Test
    void shouldSayWhyAFileCannotBeRead() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret.txt"), "one\n");
        boolean locked = secret.toFile().setReadable(false);

        assertThatThrownBy(() -> open(directory.resolve("missing.txt"))).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> open(directory)).hasMessageContaining("not a regular file");
        assumeThat(locked && !Files.isReadable(secret)).as("not run as root").isTrue();
        assertThatThrownBy(() -> open(secret)).hasMessageContaining("may not be read");
    }

    private static void open(Path file) {
        new FileSource(file, RecordLayout.text()).open(ReadPosition.START).close();
    }

    private List<String> read(String content, RecordLayout layout) {
        return Readings.all(new FileSource(file(content), layout).open(ReadPosition.START));
    }

    private Path file(String content) {
        try {
            return Files.writeString(directory.resolve("messages"), content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
