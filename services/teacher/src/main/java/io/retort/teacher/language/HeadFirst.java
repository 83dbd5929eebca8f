package io.retort.teacher.language;

import io.retort.learning.huggingface.TokenizedText;

/**
 * Reads the head of a long text first, since a text of megabytes takes seconds: where the head alone has more tokens than are
 * read, they are the answer, and the rest of the text is not looked at.
 */
final class HeadFirst implements TextReader {

    private static final int CHARACTERS_A_TOKEN = 16;

    private final TextReader all;
    private final int longest;

    HeadFirst(TextReader all, SequenceLimit limit) {
        this.all = all;
        this.longest = limit.longest();
    }

    @Override
    public TokenizedText read(String text) {
        long characters = (long) CHARACTERS_A_TOKEN * longest;
        if (text.length() <= characters) {
            return all.read(text);
        }
        int end = (int) characters;
        TokenizedText head =
                all.read(text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end));
        return head.match(tokens -> tokens.ids().length > longest ? tokens : all.read(text), malformed -> malformed);
    }
}
