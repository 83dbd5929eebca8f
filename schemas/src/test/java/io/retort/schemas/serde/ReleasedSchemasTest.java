package io.retort.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.serde.ReleasedSchemas.Released;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReleasedSchemasTest {

    private static final String ADVICE =
            "the schemas have changed since release %s was frozen. While it is not out yet, "
                    + "freeze it again: mvn -pl schemas test -Dtest=SchemaFreeze. Once it is out, its files stay for ever: set "
                    + "the project's next version, then run the same to add a directory for it";

    static Stream<Named<Released>> released() {
        return ReleasedSchemas.all().stream()
                .map(released ->
                        Named.of(released.release() + " " + released.schema().getName(), released));
    }

    @ParameterizedTest
    @MethodSource("released")
    void shouldReadWhatAReleaseWrites(Released released) {
        assertReads(currentLike(released.schema()), released.schema());
    }

    @ParameterizedTest
    @MethodSource("released")
    void shouldWriteWhatAReleaseReads(Released released) {
        assertReads(released.schema(), currentLike(released.schema()));
    }

    // Avro's generic reader, which knows none of our classes, says what a record of the release is today.
    @ParameterizedTest
    @MethodSource("released")
    void shouldDecodeBytesWrittenWithAReleasedSchema(Released released) throws IOException {
        BinaryMessageEncoder<Object> writer = new BinaryMessageEncoder<>(GenericData.get(), released.schema());
        BinaryMessageDecoder<Object> reader =
                new BinaryMessageDecoder<>(GenericData.get(), currentLike(released.schema()));
        reader.addSchema(released.schema());
        for (Object record : new RandomData(released.schema(), 100, 1L)) {
            byte[] written = writer.encode(record).array();

            byte[] writtenAgain = readAndWrite(codecLike(released.schema()), written);

            assertThat(reader.decode(writtenAgain)).isEqualTo(reader.decode(written));
        }
    }

    @Test
    void shouldHaveFrozenTheCurrentSchemas() {
        List<Released> all = ReleasedSchemas.all();
        String newest = all.get(all.size() - 1).release();
        Map<String, Schema> frozen = all.stream()
                .filter(released -> released.release().equals(newest))
                .collect(Collectors.toMap(released -> released.schema().getFullName(), Released::schema));

        // Equality sees defaults and logical types, which fingerprints leave out; neither sees documentation.
        assertThat(SourceSchemas.all().stream().collect(Collectors.toMap(Schema::getFullName, Function.identity())))
                .as(ADVICE, newest)
                .isEqualTo(frozen);
        assertThat(RecordCodecs.current()).as(ADVICE, newest).allSatisfy(schema -> assertThat(fingerprint(schema))
                .isEqualTo(fingerprint(frozen.getOrDefault(schema.getFullName(), Schema.create(Schema.Type.NULL)))));
    }

    private static <T extends SpecificRecord> byte[] readAndWrite(RecordCodec<T> codec, byte[] written) {
        return codec.decode(written).match(codec::encode, unreadable -> {
            throw new AssertionError(unreadable);
        });
    }

    private static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    private static void assertReads(Schema reader, Schema writer) {
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        assertThat(compatibility.getType())
                .as(compatibility::getDescription)
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    private static Schema currentLike(Schema released) {
        return RecordCodecs.current().stream()
                .filter(schema -> schema.getFullName().equals(released.getFullName()))
                .findFirst()
                .orElseThrow();
    }

    private static RecordCodec<? extends SpecificRecord> codecLike(Schema released) {
        return RecordCodecs.all().get(RecordCodecs.current().indexOf(currentLike(released)));
    }
}
