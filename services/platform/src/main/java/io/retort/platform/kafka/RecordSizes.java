package io.retort.platform.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The size with which a record counts: the client compares it, before compression, with its {@code max.request.size}, and
 * a record that passes a topic's {@code max.message.bytes} by this measure is never refused by the broker.
 */
public final class RecordSizes {

    /** The header of a record batch, format version 2. */
    private static final int BATCH_HEADER = 61;

    /** The most that a record's length, attributes, offset and time can take: 5 + 1 + 5 + 10. */
    private static final int RECORD_HEADER = 21;

    private RecordSizes() {}

    /** The size of a batch that holds this record alone, uncompressed, in bytes; an upper bound by a few bytes. */
    public static long upperBound(ProducerRecord<byte[], byte[]> record) {
        Header[] headers = record.headers().toArray();
        long size = BATCH_HEADER + RECORD_HEADER + sizeOf(record.key()) + sizeOf(record.value());
        size += varint(headers.length);
        for (Header header : headers) {
            int name = header.key().getBytes(StandardCharsets.UTF_8).length;
            size += varint(name) + name + sizeOf(header.value());
        }
        return size;
    }

    /** A length and its bytes; absent bytes have the length -1, which takes one byte. */
    private static long sizeOf(byte @Nullable [] bytes) {
        return bytes == null ? 1 : (long) varint(bytes.length) + bytes.length;
    }

    /** Bytes of a number of zero or more in zig-zag varint encoding: seven bits of twice the number each. */
    private static int varint(int number) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(2L * number);
        return Math.max(1, (bits + 6) / 7);
    }
}
