package io.retort.server.checkpoint;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.CheckpointFile;
import io.retort.schemas.record.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** Copies a file and hashes the very bytes it writes. */
final class VerifiedCopy {

    private static final int BLOCK = 1 << 16;

    private VerifiedCopy() {}

    /** @throws UnfitFileException if the file is not the one that was announced */
    static void copy(Path from, Path to, CheckpointFile announced) throws IOException {
        if (!Files.isRegularFile(from)) {
            throw new UnfitFileException(announced.getName() + " is missing");
        }
        MessageDigest digest = Fingerprints.sha256();
        long copied = 0;
        try (InputStream in = Files.newInputStream(from);
                OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
            byte[] block = new byte[BLOCK];
            // One byte more than announced is enough to know; a file that has grown must not fill this disk.
            for (int read = in.read(block); read >= 0 && copied <= announced.getSize(); read = in.read(block)) {
                digest.update(block, 0, read);
                out.write(block, 0, read);
                copied += read;
            }
        }
        if (copied != announced.getSize()) {
            String found = copied > announced.getSize() ? "more" : Long.toString(copied);
            throw new UnfitFileException(
                    announced.getName() + " has " + found + " bytes, " + announced.getSize() + " were announced");
        }
        if (!new Sha256(digest.digest()).equals(announced.getHash())) {
            throw new UnfitFileException(announced.getName() + " has another hash than was announced");
        }
    }
}
