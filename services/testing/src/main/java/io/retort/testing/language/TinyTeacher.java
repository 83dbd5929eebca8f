package io.retort.testing.language;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Llama of 143,808 parameters that answers messages to a shop: Hugging Face directory, bfloat16, vocabulary 512, ChatML.
 * What it says depends on the message, and by chance, so there is something to learn from it that no context-free guess
 * knows. {@code src/main/python/tiny_teacher.py} made it and tells what it was trained on.
 */
public final class TinyTeacher {

    private static final List<String> FILES =
            List.of("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json");

    private TinyTeacher() {}

    /**
     * Writes the model's files.
     *
     * @param directory made if missing; files of the same names are not replaced but an error
     * @return the directory
     */
    public static Path writeTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String file : FILES) {
            try (InputStream in = resource(file)) {
                Files.copy(in, directory.resolve(file));
            }
        }
        return directory;
    }

    private static InputStream resource(String file) throws IOException {
        InputStream in = TinyTeacher.class.getResourceAsStream("tiny-teacher/" + file);
        if (in == null) {
            throw new IOException("resource tiny-teacher/" + file + " is missing from " + TinyTeacher.class.getName());
        }
        return in;
    }
}
