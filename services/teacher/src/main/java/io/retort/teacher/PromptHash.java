package io.retort.teacher;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.Message;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** What a teacher was given to read, as one hash: the same text, response and messages, the same hash. */
final class PromptHash {

    private PromptHash() {}

    /** Of a text alone, the SHA-256 of its UTF-8 bytes; else of all parts, each preceded by its length. */
    static Sha256 of(Prompt prompt) {
        Stream<String> text = Stream.of(prompt.getText());
        Stream<String> response = Stream.ofNullable(prompt.getResponse()).flatMap(it -> Stream.of("response", it));
        Stream<String> messages = prompt.getMessages().stream().flatMap(PromptHash::parts);
        return Fingerprints.of(Stream.of(text, response, messages)
                .flatMap(parts -> parts)
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    private static Stream<String> parts(Message message) {
        return Stream.of(message.getRole().name(), message.getContent());
    }
}
