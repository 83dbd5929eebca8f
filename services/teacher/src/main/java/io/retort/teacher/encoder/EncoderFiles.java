package io.retort.teacher.encoder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * An encoder's files, whole.
 *
 * @param id name of the encoder, such as {@code minilm-l6-v2-q}
 * @param version of the files
 * @param weights an ONNX model of the BERT kind: input_ids, attention_mask and token_type_ids in, last_hidden_state out
 * @param tokenizer a Hugging Face {@code tokenizer.json} with a [CLS] ... [SEP] template
 * @param unknownToken the tokenizer's id for what is not in its vocabulary
 * @param maxTokens most tokens of a text that are read, the two of the template included; 3 up to the model's positions
 */
record EncoderFiles(String id, String version, byte[] weights, byte[] tokenizer, long unknownToken, int maxTokens) {

    /**
     * all-MiniLM-L6-v2, int8 weights, from the class path. It was trained on 128 tokens and is used on 256 by its authors,
     * who cut there, too.
     */
    static EncoderFiles miniLm() {
        return new EncoderFiles(
                "minilm-l6-v2-q",
                "1",
                resource("/all-minilm-l6-v2-q.onnx"),
                resource("/all-minilm-l6-v2-q-tokenizer.json"),
                100,
                256);
    }

    private static byte[] resource(String path) {
        try (InputStream stream = EncoderFiles.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("not on the class path: " + path);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read from the class path: " + path, e);
        }
    }
}
