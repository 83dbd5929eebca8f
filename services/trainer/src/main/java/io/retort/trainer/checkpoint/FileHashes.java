package io.retort.trainer.checkpoint;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.CheckpointFile;
import io.retort.schemas.record.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names, sizes and SHA-256 hashes of a directory's files. */
public final class FileHashes {

    private FileHashes() {}

    /** Of every regular file in the directory, by name. */
    public static List<CheckpointFile> of(Path directory) throws IOException {
        List<CheckpointFile> files = new ArrayList<>();
        for (Path file : DurableDirectory.files(directory)) {
            files.add(new CheckpointFile(file.getFileName().toString(), Files.size(file), hash(file)));
        }
        return files;
    }

    /** The first way in which a directory is not what was announced: a file missing, of another size, of another hash. */
    public static Optional<String> fault(Path directory, List<CheckpointFile> announced) {
        for (CheckpointFile file : announced) {
            Path path = directory.resolve(file.getName());
            try {
                if (!Files.isRegularFile(path)) {
                    return Optional.of(path + " is missing");
                }
                if (Files.size(path) != file.getSize()) {
                    return Optional.of(
                            path + " has " + Files.size(path) + " bytes, " + file.getSize() + " were announced");
                }
                if (!hash(path).equals(file.getHash())) {
                    return Optional.of(path + " has another hash than was announced");
                }
            } catch (IOException e) {
                return Optional.of(path + " cannot be read: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static Sha256 hash(Path file) throws IOException {
        MessageDigest digest = Fingerprints.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return new Sha256(digest.digest());
    }
}
