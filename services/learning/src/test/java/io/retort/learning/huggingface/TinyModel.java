package io.retort.learning.huggingface;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The committed directory of a tiny model: a tokenizer of 512 tokens, a chat template and a configuration, no weights. */
final class TinyModel {

    static final int VOCABULARY_SIZE = 512;

    private TinyModel() {}

    /** Copies a file of it to a directory. */
    static Path copy(String file, Path directory) {
        Path copy = directory.resolve(file);
        try {
            return Files.write(copy, bytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String file) {
        try (InputStream resource = TinyModel.class.getResourceAsStream("tiny/" + file)) {
            if (resource == null) {
                throw new IllegalArgumentException("no resource tiny/" + file);
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
