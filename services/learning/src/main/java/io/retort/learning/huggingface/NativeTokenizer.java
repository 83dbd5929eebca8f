package io.retort.learning.huggingface;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import io.retort.learning.student.UnusableModelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The reference implementation's tokenizer. Safe for use by several threads. */
final class NativeTokenizer implements AutoCloseable {

    // All said, because the library's defaults are others: it cuts at 512 tokens.
    private static final Map<String, String> OPTIONS =
            Map.of("addSpecialTokens", "false", "padding", "false", "truncation", "false");

    private final HuggingFaceTokenizer tokenizer;

    private NativeTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    static NativeTokenizer open(Path file, byte[] json) throws IOException {
        try {
            return new NativeTokenizer(HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), OPTIONS));
        } catch (RuntimeException e) {
            throw new UnusableModelException(file, "no tokenizer: " + e.getMessage(), e);
        }
    }

    int[] encode(String text) {
        return ints(tokenizer.encode(text, false, false).getIds());
    }

    PlacedTokens encodePlaced(String text) {
        Encoding encoding = tokenizer.encode(text, false, false);
        int[] ids = ints(encoding.getIds());
        int[] charOfCodePoint = charsOfCodePoints(text);
        int[] begins = new int[ids.length];
        int[] ends = new int[ids.length];
        CharSpan[] spans = encoding.getCharTokenSpans();
        for (int i = 0; i < ids.length; i++) {
            begins[i] = charOfCodePoint[spans[i].getStart()];
            ends[i] = charOfCodePoint[spans[i].getEnd()];
        }
        return new PlacedTokens(ids, begins, ends);
    }

    String decode(int[] ids, int from, int to) {
        long[] wide = new long[to - from];
        for (int i = from; i < to; i++) {
            wide[i - from] = ids[i];
        }
        return tokenizer.decode(wide, true);
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    /** The library counts code points. */
    private static int[] charsOfCodePoints(String text) {
        int[] chars = new int[text.codePointCount(0, text.length()) + 1];
        int index = 0;
        for (int point = 0; point < chars.length; point++) {
            chars[point] = index;
            index += index < text.length() ? Character.charCount(text.codePointAt(index)) : 0;
        }
        return chars;
    }

    private static int[] ints(long[] ids) {
        int[] ints = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            ints[i] = (int) ids[i];
        }
        return ints;
    }
}
