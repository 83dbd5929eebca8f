package io.retort.cli.inspect;

import io.retort.schemas.label.DecodedDistributions;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.serde.RecordCodec;
import io.retort.schemas.serde.RecordCodecs;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** One record as lines for people: where it lies, key, headers, and the value's fields. */
final class RecordText {

    /** Fields that hold what a user wrote, or what may be derived from it. */
    private static final Set<String> TEXTS = Set.of("text");

    private static final int SHORT_BYTES = 64;
    private static final String INDENT = "  ";

    private final boolean showText;
    private final List<String> lines = new ArrayList<>();

    private RecordText(boolean showText) {
        this.showText = showText;
    }

    /** @param showText whether prompts' texts are shown, not only their lengths */
    static List<String> of(ConsumerRecord<byte[], byte[]> found, boolean showText) {
        RecordText text = new RecordText(showText);
        text.describe(found);
        return text.lines;
    }

    private void describe(ConsumerRecord<byte[], byte[]> found) {
        lines.add(found.topic() + " " + found.partition() + "/" + found.offset() + "  "
                + Instant.ofEpochMilli(found.timestamp()) + "  key " + bytes(found.key()));
        for (Header header : found.headers()) {
            lines.add(INDENT + header.key() + " = " + bytes(header.value()));
        }
        value(found.value());
    }

    private void value(byte @Nullable [] value) {
        if (value == null) {
            lines.add(INDENT + "(no value: the key is deleted)");
            return;
        }
        Optional<IndexedRecord> record = decode(value);
        if (record.isPresent()) {
            fields(record.get(), INDENT);
        } else if (showText) {
            lines.add(INDENT + bytes(value));
        } else {
            lines.add(INDENT + value.length + " bytes that are no record of Retort's (--show-text shows them)");
        }
    }

    private static Optional<IndexedRecord> decode(byte[] value) {
        for (RecordCodec<? extends SpecificRecord> codec : RecordCodecs.all()) {
            Optional<IndexedRecord> record =
                    codec.decode(value).match(read -> Optional.of(read), unreadable -> Optional.empty());
            if (record.isPresent()) {
                return record;
            }
        }
        return Optional.empty();
    }

    private void fields(IndexedRecord record, String indent) {
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (TEXTS.contains(field.name()) && !showText) {
                lines.add(indent + field.name() + ": (" + String.valueOf(value).length() + " characters)");
            } else if (record instanceof SoftLabel label && field.name().equals("distributions")) {
                distributions(label, indent);
            } else {
                field(field.name(), value, indent);
            }
        }
    }

    private void field(String name, @Nullable Object value, String indent) {
        if (value instanceof IndexedRecord nested) {
            lines.add(indent + name + ":");
            fields(nested, indent + INDENT);
        } else if (value instanceof List<?> elements && elements.stream().anyMatch(IndexedRecord.class::isInstance)) {
            lines.add(indent + name + ": " + elements.size());
            elements.forEach(element -> lines.add(indent + INDENT + "- " + inline(element)));
        } else {
            lines.add(indent + name + ": " + inline(value));
        }
    }

    private String inline(@Nullable Object value) {
        if (value instanceof GenericFixed fixed) {
            return HexFormat.of().formatHex(fixed.bytes());
        }
        if (value instanceof ByteBuffer buffer) {
            return buffer.remaining() + " bytes";
        }
        if (value instanceof List<?> elements) {
            return String.join(", ", elements.stream().map(this::inline).toList());
        }
        if (value instanceof Map<?, ?> entries) {
            return entries.toString();
        }
        if (value instanceof IndexedRecord record) {
            return String.join(
                    "  ",
                    record.getSchema().getFields().stream()
                            .map(field -> field.name() + " " + inline(record.get(field.pos())))
                            .toList());
        }
        return String.valueOf(value);
    }

    private void distributions(SoftLabel label, String indent) {
        DecodedDistributions decoded = new LabelDistributionCodec()
                .decode(
                        label.getDistributions(),
                        label.getSupport(),
                        label.getPositions(),
                        label.getLabelSpace().getSize());
        lines.add(indent + "distributions: " + label.getDistributions().remaining() + " bytes, "
                + decoded.match(
                        read -> "most likely "
                                + read.stream()
                                        .map(one -> String.valueOf(one.mostLikely()))
                                        .toList(),
                        malformed -> "malformed: " + malformed.message()));
    }

    /** Text if it is some, else hexadecimal digits. */
    private static String bytes(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "(none)";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.chars().noneMatch(Character::isISOControl)) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // not text: shown as digits
        }
        int shown = Math.min(bytes.length, SHORT_BYTES);
        return "0x" + HexFormat.of().formatHex(bytes, 0, shown)
                + (shown < bytes.length ? "... (" + bytes.length + " bytes)" : "");
    }
}
