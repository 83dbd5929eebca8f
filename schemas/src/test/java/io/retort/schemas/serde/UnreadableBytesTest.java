package io.retort.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.retort.schemas.record.JournalEntry;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.SoftLabel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableBytesTest {

    private static final Set<String> REASONS = Set.of("not-avro", "unknown-schema", "other-record", "malformed");
    private static final int HEADER_BYTES = 10;

    @Test
    void shouldSayThatThereIsNoValue() {
        assertUnreadable(null, "no-value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "c3", "c301", "c30100112233445566", "7b226964223a2231227d2020", "c30200112233445566778899"})
    void shouldTellWhatIsNotAvro(String hex) {
        assertUnreadable(HexFormat.of().parseHex(hex), "not-avro");
    }

    @Test
    void shouldTellASchemaItDoesNotKnow() throws IOException {
        Schema schema = SchemaBuilder.record("Stranger")
                .namespace("org.example")
                .fields()
                .requiredString("text")
                .endRecord();
        ByteBuffer written = new BinaryMessageEncoder<>(GenericData.get(), schema)
                .encode(new GenericRecordBuilder(schema).set("text", "hello").build());

        assertUnreadable(written.array(), "unknown-schema");
    }

    @Test
    void shouldTellAFingerprintWithOneFlippedBit() {
        byte[] bytes = RecordCodecs.prompt().encode(ExampleRecords.prompt());
        bytes[5] ^= 4;

        assertUnreadable(bytes, "unknown-schema");
    }

    @Test
    void shouldTellAnotherKindOfRecord() {
        Decoded.Unreadable<Prompt> unreadable =
                assertUnreadable(RecordCodecs.softLabel().encode(ExampleRecords.softLabel()), "other-record");

        assertThat(unreadable.message()).contains("a SoftLabel").contains("a Prompt");
    }

    @Test
    void shouldTellBytesThatEndTooSoonWhereverTheyEnd() {
        byte[] bytes = RecordCodecs.prompt().encode(ExampleRecords.prompt());
        for (int length = HEADER_BYTES; length < bytes.length; length++) {
            assertUnreadable(Arrays.copyOf(bytes, length), "malformed");
        }
    }

    @Test
    void shouldTellBytesThatGoOn() {
        byte[] bytes = RecordCodecs.prompt().encode(ExampleRecords.prompt());

        assertUnreadable(Arrays.copyOf(bytes, bytes.length + 1), "malformed");
    }

    @Test
    void shouldKeepTheRecordsTextOutOfTheMessage() {
        Prompt prompt = ExampleRecords.prompt();
        byte[] bytes = RecordCodecs.prompt().encode(prompt);

        Decoded.Unreadable<Prompt> unreadable = assertUnreadable(Arrays.copyOf(bytes, bytes.length - 1), "malformed");

        assertThat(unreadable.message()).doesNotContain("card").contains("Prompt");
    }

    @Test
    void shouldReadOnAfterBytesItCouldNotRead() {
        byte[] bytes = RecordCodecs.prompt().encode(ExampleRecords.prompt());
        for (int length = HEADER_BYTES; length < bytes.length; length++) {
            RecordCodecs.prompt().decode(Arrays.copyOf(bytes, length));

            assertThat(RecordCodecs.prompt().decode(bytes)).isEqualTo(new Decoded.Read<>(ExampleRecords.prompt()));
        }
    }

    // Zig-zag varints: feffffff0f is 2^31 - 1, eeffffff0f is 2^31 - 9, Avro's own limit; feffffffffffffffff01 is 2^63 -
    // 1.
    static Stream<byte[]> lies() {
        return Stream.of("feffffff0f", "eeffffff0f", "80808001", "feffffffffffffffff01", "01", "ffffffffffffffffff01")
                .map(HexFormat.of()::parseHex);
    }

    @ParameterizedTest
    @MethodSource("lies")
    void shouldAllocateNothingForAStringsLengthThatLies(byte[] length) {
        byte[] prompt = RecordCodecs.prompt().encode(ExampleRecords.prompt());

        assertCheap(RecordCodecs.prompt(), join(Arrays.copyOf(prompt, HEADER_BYTES), length, new byte[40]));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void shouldAllocateNothingForALengthOfBytesThatLies(byte[] length) {
        SoftLabel label = ExampleRecords.softLabel();
        byte[] bytes = RecordCodecs.softLabel().encode(label);
        int tokens = indexOf(bytes, label.getText()) + label.getText().length();

        assertCheap(RecordCodecs.softLabel(), join(Arrays.copyOf(bytes, tokens), length, new byte[40]));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void shouldAllocateNothingForAnArraysCountThatLies(byte[] count) {
        byte[] entry = RecordCodecs.journalEntry().encode(ExampleRecords.journalEntry(ExampleRecords.segment()));
        int start = indexOf(entry, "t") + 1; // the topic's id, the last string before the array

        assertCheap(RecordCodecs.journalEntry(), join(Arrays.copyOf(entry, start), count, new byte[40]));
    }

    @Test
    void shouldAnswerEveryMutationOfEveryKindOfRecordWithAnOutcome() {
        Random random = new Random(21);
        ExampleRecords.all().forEach((codec, record) -> {
            byte[] bytes = encode(codec, record);
            for (int i = 0; i < 20_000; i++) {
                assertOutcome(codec.decode(mutated(bytes, random)));
            }
        });
    }

    @Test
    void shouldAnswerRandomBytesBehindARealHeaderWithAnOutcome() {
        Random random = new Random(22);
        byte[] header = Arrays.copyOf(
                RecordCodecs.journalEntry().encode(ExampleRecords.journalEntry(ExampleRecords.step())), HEADER_BYTES);
        for (int i = 0; i < 50_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);

            Decoded<JournalEntry> decoded = RecordCodecs.journalEntry().decode(join(header, noise));

            assertOutcome(decoded);
        }
    }

    private static <T extends SpecificRecord> void assertCheap(RecordCodec<T> codec, byte[] bytes) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        codec.decode(bytes); // loads the classes
        long before = threads.getCurrentThreadAllocatedBytes();

        Decoded<T> decoded = codec.decode(bytes);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
        assertThat(decoded)
                .isInstanceOfSatisfying(Decoded.Unreadable.class, unreadable -> assertThat(unreadable.reason())
                        .isEqualTo("malformed"));
    }

    private static <T> void assertOutcome(Decoded<T> decoded) {
        boolean typed = decoded.match(read -> true, unreadable -> REASONS.contains(unreadable.reason()));
        assertThat(typed).isTrue();
    }

    private static Decoded.Unreadable<Prompt> assertUnreadable(byte @Nullable [] bytes, String reason) {
        Decoded.Unreadable<Prompt> unreadable = RecordCodecs.prompt()
                .decode(bytes)
                .match(
                        read -> {
                            throw new AssertionError("was read");
                        },
                        found -> found);
        assertThat(unreadable.reason()).isEqualTo(reason);
        return unreadable;
    }

    @SuppressWarnings("unchecked") // the pairs of ExampleRecords fit
    private static <T extends SpecificRecord> byte[] encode(RecordCodec<T> codec, SpecificRecord record) {
        return codec.encode((T) record);
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] mutated = Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length + 8) : bytes.length);
        for (int changes = 1 + random.nextInt(3); changes > 0 && mutated.length > HEADER_BYTES; changes--) {
            mutated[HEADER_BYTES + random.nextInt(mutated.length - HEADER_BYTES)] = (byte) random.nextInt();
        }
        return mutated;
    }

    private static int indexOf(byte[] bytes, String text) {
        String latin = new String(bytes, StandardCharsets.ISO_8859_1);
        return latin.indexOf((char) (2 * text.length()) + text) + 1;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        Stream.of(parts).forEach(joined::writeBytes);
        return joined.toByteArray();
    }
}
