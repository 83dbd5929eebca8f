package io.retort.teacher.language;

import io.retort.schemas.label.Fingerprints;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A prompt that a response is to be written behind.
 *
 * @param promptId decides what is drawn
 */
record OpenSequence(String promptId, ReadPrompt.Open prompt) {

    /** Apart from the seed of the label's draws, so that a response says nothing about them. */
    long seed() {
        byte[] hash = Fingerprints.of(
                        "response".getBytes(StandardCharsets.UTF_8), promptId.getBytes(StandardCharsets.UTF_8))
                .bytes();
        return ByteBuffer.wrap(hash).getLong();
    }

    int length() {
        return prompt.tokens().length;
    }
}
