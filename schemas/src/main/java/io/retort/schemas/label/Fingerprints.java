package io.retort.schemas.label;

import io.retort.schemas.record.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 fingerprints of inputs, label spaces and teachers. */
public final class Fingerprints {

    private Fingerprints() {}

    /**
     * One part: its SHA-256. Several parts: the SHA-256 of all, each preceded by its length (8 bytes, big-endian), so that
     * {@code "ab", "c"} and {@code "a", "bc"} differ.
     *
     * @throws IllegalArgumentException if there is no part
     */
    public static Sha256 of(byte[]... parts) {
        if (parts.length == 0) {
            throw new IllegalArgumentException("a fingerprint of nothing; allowed: at least one part");
        }
        MessageDigest digest = sha256();
        for (byte[] part : parts) {
            if (parts.length > 1) {
                digest.update(
                        ByteBuffer.allocate(Long.BYTES).putLong(part.length).flip());
            }
            digest.update(part);
        }
        return new Sha256(digest.digest());
    }

    /** The SHA-256 of the text's UTF-8 bytes. */
    public static Sha256 ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The fingerprint of a set of classes: of its names in UTF-8, in the order of their ids. */
    public static Sha256 ofClasses(List<String> names) {
        return of(names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    /** 64 lower-case hexadecimal digits. */
    public static String hex(Sha256 fingerprint) {
        return HexFormat.of().formatHex(fingerprint.bytes());
    }

    /** A new SHA-256, for what comes piece by piece. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
