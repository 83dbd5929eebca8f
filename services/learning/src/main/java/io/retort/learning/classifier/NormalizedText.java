package io.retort.learning.classifier;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text as words of lower-case letters, digits, marks and symbols (emoji, currency signs), each after one space, and one
 * space at the end. Everything else, lone surrogates included, parts words. Characters beyond ASCII are brought to
 * compatibility form first (Unicode NFKC), so that equal-looking texts are equal; which characters are letters is the Java
 * version's matter.
 */
final class NormalizedText {

    /** Characters of a text that are read; the rest is ignored. */
    static final int LONGEST = 8_192;

    private static final char SPACE = ' ';

    private char[] characters;
    private int length;

    private NormalizedText(int capacity) {
        characters = new char[capacity + 2];
        characters[length++] = SPACE;
    }

    /** From one space up; a text without a word is one space. */
    static char[] of(String text) {
        String stripped = text.strip();
        String read = stripped.length() > LONGEST ? stripped.substring(0, LONGEST) : stripped;
        NormalizedText normalized = new NormalizedText(read.length());
        if (!normalized.appendAscii(read)) {
            normalized = new NormalizedText(read.length());
            normalized.append(Normalizer.normalize(read, Normalizer.Form.NFKC));
        }
        normalized.space();
        return Arrays.copyOf(normalized.characters, normalized.length);
    }

    private boolean appendAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '$') {
                put(c);
            } else if (c >= 'A' && c <= 'Z') {
                put((char) (c + ('a' - 'A')));
            } else {
                space();
            }
        }
        return true;
    }

    private void append(String text) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (isOfAWord(codePoint)) {
                for (char c : Character.toChars(Character.toLowerCase(codePoint))) {
                    put(c);
                }
            } else {
                space();
            }
        }
    }

    private static boolean isOfAWord(int codePoint) {
        if (codePoint < 0x80) {
            return Character.isLetterOrDigit(codePoint) || codePoint == '$';
        }
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.CURRENCY_SYMBOL,
                    Character.OTHER_SYMBOL -> true;
            default -> false;
        };
    }

    private void put(char c) {
        if (length == characters.length) {
            characters = Arrays.copyOf(characters, 2 * length); // compatibility forms may be longer
        }
        characters[length++] = c;
    }

    private void space() {
        if (characters[length - 1] != SPACE) {
            put(SPACE);
        }
    }
}
