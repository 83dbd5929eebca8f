package io.retort.learning.huggingface;

import io.retort.learning.student.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a directory that say how its model is talked to, byte for byte: tokenizer, chat template, ends of a text. */
public final class TokenizerFiles {

    private static final List<String> NAMES = List.of(
            TokenizerFile.NAME,
            "tokenizer_config.json",
            "special_tokens_map.json",
            "added_tokens.json",
            "chat_template.jinja",
            ModelDirectory.GENERATION_FILE);

    private final SortedMap<String, byte[]> contents;

    private TokenizerFiles(SortedMap<String, byte[]> contents) {
        this.contents = contents;
    }

    /** @throws UnusableModelException if there is no {@code tokenizer.json} */
    public static TokenizerFiles read(Path directory) throws IOException {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (String name : NAMES) {
            Path file = directory.resolve(name);
            if (Files.exists(file)) {
                contents.put(name, Files.readAllBytes(file));
            }
        }
        if (!contents.containsKey(TokenizerFile.NAME)) {
            throw new UnusableModelException(directory.resolve(TokenizerFile.NAME), "missing");
        }
        return new TokenizerFiles(contents);
    }

    /** @throws java.nio.file.FileAlreadyExistsException if one of them is there */
    void writeTo(Path directory) throws IOException {
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            Files.write(directory.resolve(file.getKey()), file.getValue(), StandardOpenOption.CREATE_NEW);
        }
    }
}
