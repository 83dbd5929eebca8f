package io.retort.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may ask: bearer tokens from a file, one a line; blank lines and lines that begin with {@code #} count for nothing. The file
 * is read again, within a second, when it has changed; while it cannot be read the tokens it had go on counting, and once it is
 * empty nobody is let in. Tokens are kept and compared as SHA-256 hashes, each comparison in constant time. Safe for use by
 * several threads.
 */
public final class Tokens {

    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private static final String SCHEME = "bearer ";
    private static final Duration LOOK = Duration.ofMillis(500);

    private final @Nullable Path file;
    private Stamp stamp;
    private List<byte[]> hashes;
    private long lookedAt = System.nanoTime();

    /** A cheap sign that a file has changed. */
    private record Stamp(FileTime modified, long size) {

        static Stamp of(Path file) throws IOException {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
        }
    }

    private Tokens(@Nullable Path file, Stamp stamp, List<byte[]> hashes) {
        this.file = file;
        this.stamp = stamp;
        this.hashes = hashes;
    }

    /** Everybody is let in. */
    public static Tokens none() {
        return new Tokens(null, new Stamp(FileTime.fromMillis(0), 0), List.of());
    }

    /** @throws IOException if the file cannot be read */
    public static Tokens of(Path file) throws IOException {
        return new Tokens(file, Stamp.of(file), read(file));
    }

    /** Whether anybody has to show a token. */
    public boolean areRequired() {
        return file != null;
    }

    /** @param authorization the header of that name, if there is one */
    boolean admit(@Nullable String authorization) {
        if (file == null) {
            return true;
        }
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return false;
        }
        byte[] shown = hash(authorization.substring(SCHEME.length()).strip());
        boolean known = false;
        for (byte[] hash : hashes(file)) {
            known |= MessageDigest.isEqual(hash, shown); // all of them: when it was found must not show
        }
        return known;
    }

    private synchronized List<byte[]> hashes(Path from) {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK.toNanos()) {
            lookedAt = now;
            renew(from);
        }
        return hashes;
    }

    private synchronized void renew(Path from) {
        try {
            Stamp found = Stamp.of(from);
            if (!found.equals(stamp)) {
                hashes = read(from);
                stamp = found;
                LOG.atInfo().addKeyValue("tokens", hashes.size()).log("Read the tokens again");
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getClass().getSimpleName())
                    .log("The tokens cannot be read; those known go on counting");
        }
    }

    private static List<byte[]> read(Path file) throws IOException {
        List<byte[]> found = hashes(Files.readAllLines(file));
        if (found.isEmpty()) {
            LOG.atWarn().log("The file of tokens has none: nobody is let in");
        }
        return found;
    }

    private static List<byte[]> hashes(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Tokens::hash)
                .toList();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
