package io.retort.producer.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns a record's bytes into a text or a refusal: strict UTF-8, then the field, then what no prompt may be.
 *
 * @param field takes the text out of the record
 */
record TextCheck(TextField field) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Reads a record.
     *
     * @param where the record's place, such as {@code record 17}, for messages
     */
    ReadOutcome read(ConsumerRecord<byte[], byte[]> original, String where) {
        String record = decoded(original.value());
        if (record == null) {
            return new ReadOutcome.Refused(RefusalReason.INVALID_UTF8, where + " is not UTF-8", original);
        }
        Extraction extraction = field.textOf(record);
        if (extraction.fault() != null) {
            return new ReadOutcome.Refused(extraction.fault(), where + " " + extraction.message(), original);
        }
        return checked(extraction.text(), original, where);
    }

    private static ReadOutcome checked(String text, ConsumerRecord<byte[], byte[]> original, String where) {
        if (text.isBlank()) {
            return new ReadOutcome.Refused(RefusalReason.EMPTY, where + " has no text", original);
        }
        if (text.indexOf('\0') >= 0) {
            return new ReadOutcome.Refused(RefusalReason.NUL, where + " holds the character NUL", original);
        }
        // JSON can escape half a surrogate pair, which no UTF-8 can say.
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return new ReadOutcome.Refused(
                    RefusalReason.INVALID_UTF8, where + " holds half a surrogate pair", original);
        }
        return new ReadOutcome.Read(text, original);
    }

    /** The bytes as UTF-8 without a byte order mark, or null if they are not UTF-8. */
    static @Nullable String decoded(byte @Nullable [] bytes) {
        try {
            String text = bytes == null
                    ? ""
                    : StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
