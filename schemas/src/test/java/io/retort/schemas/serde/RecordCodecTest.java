package io.retort.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.record.Figure;
import io.retort.schemas.record.JournalEntry;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

    @Test
    void shouldReadWhatItWroteForEveryKindOfRecord() {
        ExampleRecords.all()
                .forEach((codec, record) -> assertThat(roundTrip(codec, record)).isEqualTo(new Decoded.Read<>(record)));
    }

    @Test
    void shouldReadEveryBodyOfAJournalEntry() {
        JournalEntry segment = ExampleRecords.journalEntry(ExampleRecords.segment());

        assertThat(roundTrip(RecordCodecs.journalEntry(), segment)).isEqualTo(new Decoded.Read<>(segment));
    }

    @Test
    void shouldReadEachKindOfFigureItWrote() {
        Figure teachers = ExampleRecords.figure(ExampleRecords.teacherFigures());

        assertThat(roundTrip(RecordCodecs.figure(), teachers)).isEqualTo(new Decoded.Read<>(teachers));
    }

    @Test
    void shouldKnowTheClassOfEveryTypeInEverySchema() {
        RecordModel model = new RecordModel();

        assertThat(namedTypes(RecordCodecs.current()))
                .allSatisfy(
                        type -> assertThat(String.valueOf(model.getClass(type))).endsWith(" " + type.getFullName()));
    }

    @Test
    void shouldGiveTheSameAnswersToManyThreadsAtOnce() {
        byte[] bytes = RecordCodecs.softLabel().encode(ExampleRecords.softLabel());
        byte[] broken = Arrays.copyOf(bytes, bytes.length - 1);

        boolean allRight = IntStream.range(0, 20_000)
                .parallel()
                .allMatch(i -> isRead(i % 3 == 0 ? broken : bytes) == (i % 3 != 0));

        assertThat(allRight).isTrue();
    }

    private static boolean isRead(byte[] bytes) {
        return RecordCodecs.softLabel().decode(bytes).match(ExampleRecords.softLabel()::equals, unreadable -> false);
    }

    private static Set<Schema> namedTypes(List<Schema> roots) {
        Set<Schema> named = new HashSet<>();
        Deque<Schema> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            Schema schema = open.pop();
            switch (schema.getType()) {
                case RECORD -> {
                    named.add(schema);
                    schema.getFields().forEach(field -> open.push(field.schema()));
                }
                case ENUM, FIXED -> named.add(schema);
                case ARRAY -> open.push(schema.getElementType());
                case MAP -> open.push(schema.getValueType());
                case UNION -> schema.getTypes().forEach(open::push);
                default -> {}
            }
        }
        return named;
    }

    @SuppressWarnings("unchecked") // the pairs of ExampleRecords fit
    private static <T extends SpecificRecord> Decoded<T> roundTrip(RecordCodec<T> codec, SpecificRecord record) {
        return codec.decode(codec.encode((T) record));
    }
}
