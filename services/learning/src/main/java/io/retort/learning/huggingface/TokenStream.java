package io.retort.learning.huggingface;

import java.util.Arrays;

/**
 * Turns tokens that come one by one into text, whole characters at a time: a character may span tokens, and a token's text may
 * depend on the one before it. All parts together are what {@link Tokenizer#decode(int[])} gives for all tokens. Not safe for use
 * by several threads.
 */
public final class TokenStream {

    private static final char REPLACEMENT = '\ufffd';

    private final Tokenizer tokenizer;
    private int[] ids = new int[16];
    private int count;
    private int contextBegin;
    private int given;

    TokenStream(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** @return the text that this token completes; empty while a character is incomplete */
    public String next(int id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
        }
        ids[count++] = id;
        String text = pending();
        if (text.isEmpty() || text.charAt(text.length() - 1) == REPLACEMENT) {
            return "";
        }
        contextBegin = given;
        given = count;
        return text;
    }

    /** @return what is left when no token follows; bytes of an incomplete character are U+FFFD */
    public String end() {
        String text = pending();
        contextBegin = count;
        given = count;
        return text;
    }

    /** Decoded together with the tokens before, as a word's leading space is part of its text only behind another word. */
    private String pending() {
        String context = tokenizer.decode(ids, contextBegin, given);
        String all = tokenizer.decode(ids, contextBegin, count);
        return all.substring(Math.min(context.length(), all.length()));
    }
}
