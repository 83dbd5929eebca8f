package io.retort.schemas.serde;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One kind of record to bytes and back, in Avro's single-object encoding. May be shared between threads.
 *
 * <p>Avro's own {@code BinaryMessageDecoder} reads through a stream, which does not know how many bytes are left: a
 * declared length of two gigabytes is allocated before the end of the input is noticed. Here the bytes are read from the
 * array, where Avro compares each declared length, and each declared count, with what is left.
 */
public final class RecordCodec<T extends SpecificRecord> {

    private static final int MARKER = 0xC301;
    private static final int HEADER_BYTES = 2 + Long.BYTES;

    private final Schema schema;
    private final KnownSchemas known;
    private final BinaryMessageEncoder<T> encoder;
    private final Map<Long, DatumReader<T>> readers;

    RecordCodec(Class<T> type, KnownSchemas known) {
        RecordModel model = new RecordModel();
        this.schema = model.getSchema(type);
        this.known = known;
        this.encoder = new BinaryMessageEncoder<>(model, schema);
        this.readers = readers(model);
    }

    private Map<Long, DatumReader<T>> readers(RecordModel model) {
        Map<Long, DatumReader<T>> byFingerprint = new HashMap<>();
        known.ofRecord(schema.getFullName())
                .forEach((fingerprint, written) ->
                        byFingerprint.put(fingerprint, new SpecificDatumReader<>(written, schema, model)));
        return Map.copyOf(byFingerprint);
    }

    /**
     * The record's bytes. The same record gives the same bytes, except for the order of a map's entries.
     *
     * @throws RuntimeException if a field has no value or one its schema does not allow
     */
    public byte[] encode(T value) {
        try {
            ByteBuffer encoded = encoder.encode(value);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /** Reads a record; throws nothing, whatever the bytes are. */
    public Decoded<T> decode(byte @Nullable [] bytes) {
        if (bytes == null) {
            return unreadable(Decoded.Unreadable.NO_VALUE, "there is no value");
        }
        if (bytes.length < HEADER_BYTES || markerOf(bytes) != MARKER) {
            return unreadable(
                    Decoded.Unreadable.NOT_AVRO,
                    bytes.length + " bytes without the header of Avro's single-object encoding");
        }
        long fingerprint = fingerprintOf(bytes);
        DatumReader<T> reader = readers.get(fingerprint);
        return reader == null ? notOurs(fingerprint) : read(reader, bytes);
    }

    private Decoded<T> notOurs(long fingerprint) {
        Schema other = known.findByFingerprint(fingerprint);
        if (other != null) {
            return unreadable(
                    Decoded.Unreadable.OTHER_RECORD, "a " + other.getName() + "; expected: a " + schema.getName());
        }
        return unreadable(
                Decoded.Unreadable.UNKNOWN_SCHEMA,
                "schema fingerprint " + String.format("%016x", fingerprint) + " is of no known schema; expected: a "
                        + schema.getName());
    }

    // Avro reports bad bytes by whatever exception the value runs into, an index out of bounds among them: all are
    // caught.
    private Decoded<T> read(DatumReader<T> reader, byte[] bytes) {
        try {
            BinaryDecoder decoder =
                    DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
            @SuppressWarnings("NullAway") // Avro takes null for "nothing to reuse".
            T value = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                return unreadable(Decoded.Unreadable.MALFORMED, "bytes after the end of the " + schema.getName());
            }
            return new Decoded.Read<>(value);
        } catch (IOException | RuntimeException e) {
            return unreadable(
                    Decoded.Unreadable.MALFORMED,
                    bytes.length + " bytes are not a " + schema.getName() + ": "
                            + e.getClass().getSimpleName());
        }
    }

    private Decoded<T> unreadable(String reason, String message) {
        return new Decoded.Unreadable<>(reason, message);
    }

    private static int markerOf(byte[] bytes) {
        return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort());
    }

    private static long fingerprintOf(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    }
}
