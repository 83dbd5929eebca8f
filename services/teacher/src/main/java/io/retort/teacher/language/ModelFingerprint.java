package io.retort.teacher.language;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Over every file of a model's directory that decides what it answers, by name: a second of time for 300 MB. */
final class ModelFingerprint {

    private static final Predicate<String> DECIDES = Pattern.compile(
                    "config\\.json|generation_config\\.json|tokenizer\\.json|tokenizer_config\\.json"
                            + "|chat_template\\.(json|jinja)|.*\\.safetensors(\\.index\\.json)?")
            .asMatchPredicate();
    private static final int BUFFER_BYTES = 1 << 18;

    private ModelFingerprint() {}

    static Sha256 of(Path directory) throws IOException {
        MessageDigest digest = Fingerprints.sha256();
        for (Path file : files(directory)) {
            digest.update((file.getFileName() + "\0" + Files.size(file) + "\0").getBytes(StandardCharsets.UTF_8));
            update(digest, file);
        }
        return new Sha256(digest.digest());
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> DECIDES.test(String.valueOf(file.getFileName())))
                    .sorted()
                    .toList();
        }
    }

    private static void update(MessageDigest digest, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
    }
}
