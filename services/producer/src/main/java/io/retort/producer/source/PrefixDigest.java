package io.retort.producer.source;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.Sha256;
import java.security.MessageDigest;

/** A running SHA-256 that can be asked at any time and goes on. */
final class PrefixDigest {

    private final MessageDigest digest;
    private long bytes;
    private byte lastByte;

    PrefixDigest() {
        this(Fingerprints.sha256(), 0, (byte) 0);
    }

    private PrefixDigest(MessageDigest digest, long bytes, byte lastByte) {
        this.digest = digest;
        this.bytes = bytes;
        this.lastByte = lastByte;
    }

    void update(byte[] source, int offset, int length) {
        if (length > 0) {
            digest.update(source, offset, length);
            bytes += length;
            lastByte = source[offset + length - 1];
        }
    }

    long bytes() {
        return bytes;
    }

    /** The last byte there was; 0 if there was none. */
    byte lastByte() {
        return lastByte;
    }

    Sha256 hash() {
        return new Sha256(clone(digest).digest());
    }

    PrefixDigest copy() {
        return new PrefixDigest(clone(digest), bytes, lastByte);
    }

    private static MessageDigest clone(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 cannot be asked before its end", e);
        }
    }
}
