package io.retort.learning.language;

/** A text in which every token is a letter, and every third one begins a character that the next completes. */
final class Letters implements TokenText {

    private String begun = "";

    @Override
    public String next(int token) {
        String letter = letter(token);
        if (begun.isEmpty() && token % 3 == 0) {
            begun = letter;
            return "";
        }
        String whole = begun + letter;
        begun = "";
        return whole;
    }

    @Override
    public String rest() {
        String left = begun;
        begun = "";
        return left;
    }

    static String of(int... tokens) {
        StringBuilder text = new StringBuilder();
        for (int token : tokens) {
            text.append(letter(token));
        }
        return text.toString();
    }

    private static String letter(int token) {
        return Character.toString('a' + token % 26);
    }
}
