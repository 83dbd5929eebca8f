package io.retort.teacher.encoder;

import static io.retort.teacher.UnlabellableReason.EMPTY_TEXT;
import static io.retort.teacher.UnlabellableReason.MALFORMED_TEXT;
import static io.retort.teacher.UnlabellableReason.UNKNOWN_TEXT;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.retort.teacher.LabelOutcome.Unlabellable;
import io.retort.teacher.UnlabellableReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

/**
 * Text to the encoder's token ids. A long text is cut: its first {@link EncoderFiles#maxTokens} tokens count, of its first
 * {@value #MAX_CHARS} chars. Safe for use by several threads.
 */
final class TextTokenizer implements AutoCloseable {

    /** Bounds time and memory for a text of megabytes; the tokenizer makes objects for all it is given. */
    static final int MAX_CHARS = 65_536;

    private final HuggingFaceTokenizer tokenizer;
    private final long unknownToken;

    TextTokenizer(EncoderFiles files) {
        tokenizer = open(files);
        unknownToken = files.unknownToken();
    }

    TokenizedText tokenize(String text) {
        if (hasLoneSurrogate(text)) {
            return unreadable(MALFORMED_TEXT, "the text holds half a surrogate pair");
        }
        long[] ids = tokenizer.encode(beginning(text)).getIds();
        if (ids.length <= 2) {
            return unreadable(EMPTY_TEXT, "the text holds nothing but white space and control characters");
        }
        if (Arrays.stream(ids, 1, ids.length - 1).allMatch(id -> id == unknownToken)) {
            return unreadable(UNKNOWN_TEXT, "the text holds no token of the teacher's vocabulary");
        }
        return new TokenizedText.Tokens(ids);
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    private static HuggingFaceTokenizer open(EncoderFiles files) {
        // All said, because the defaults of the library and of the file are others: pad to 128, cut at 128.
        Map<String, String> options = Map.of(
                "addSpecialTokens", "true",
                "padding", "false",
                "truncation", "true",
                "maxLength", Integer.toString(files.maxTokens()));
        try {
            return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(files.tokenizer()), options);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the tokenizer of " + files.id(), e);
        }
    }

    private static String beginning(String text) {
        if (text.length() <= MAX_CHARS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS;
        return text.substring(0, end);
    }

    // The tokenizer would read the whole text as U+FFFD.
    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static TokenizedText unreadable(UnlabellableReason reason, String message) {
        return new TokenizedText.Unreadable(new Unlabellable(reason, message));
    }
}
