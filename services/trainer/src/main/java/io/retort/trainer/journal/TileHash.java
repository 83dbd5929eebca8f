package io.retort.trainer.journal;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The hash of a tile's records: SHA-256 over offset, key and value of each, lengths included, -1 for a null. */
public final class TileHash {

    private TileHash() {}

    public static Sha256 of(List<ConsumerRecord<byte[], byte[]>> records) {
        MessageDigest digest = Fingerprints.sha256();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            digest.update(
                    ByteBuffer.allocate(Long.BYTES).putLong(record.offset()).array());
            update(digest, record.key());
            update(digest, record.value());
        }
        return new Sha256(digest.digest());
    }

    private static void update(MessageDigest digest, byte @Nullable [] bytes) {
        int length = bytes == null ? -1 : bytes.length;
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        if (bytes != null) {
            digest.update(bytes);
        }
    }
}
