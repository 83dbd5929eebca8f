package io.retort.producer.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns a record's bytes into what a prompt is made of, or a refusal: strict UTF-8, then the field, then what no prompt may hold.
 *
 * @param field takes the content out of the record
 */
record ContentCheck(ContentField field) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Reads a record.
     *
     * @param where the record's place, such as {@code record 17}, for messages
     */
    ReadOutcome read(ConsumerRecord<byte[], byte[]> original, String where) {
        String record = decoded(original.value());
        Extraction extraction = record == null
                ? new Extraction.Fault(RefusalReason.INVALID_UTF8, "is not UTF-8")
                : field.contentOf(record).match(ContentCheck::checked, fault -> fault);
        return extraction.match(
                found -> new ReadOutcome.Read(found.content(), original),
                fault -> new ReadOutcome.Refused(fault.reason(), where + " " + fault.message(), original));
    }

    private static Extraction checked(Extraction.Found found) {
        return Part.of(found.content()).stream()
                .flatMap(part -> part.fault().stream())
                .<Extraction>map(fault -> fault)
                .findFirst()
                .orElse(found);
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
