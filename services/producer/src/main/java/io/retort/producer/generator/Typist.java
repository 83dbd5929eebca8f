package io.retort.producer.generator;

import java.util.Locale;
import java.util.Random;

/**
 * How a customer types: carefully or not. Careless hands leave out apostrophes, capitals and the last full stop, and hit a
 * neighbouring key, swap two letters or drop one.
 */
final class Typist {

    private static final String[] KEYBOARD = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};

    /** Words shorter than this keep their letters: a typo would make another word of them. */
    private static final int SHORTEST_WORD_WITH_A_TYPO = 5;

    private static final double TYPOS = 0.18;
    private static final double SECOND_TYPO = 0.3;
    private static final double LOWER_CASE = 0.22;
    private static final double UPPER_CASE = 0.02;
    private static final double NO_APOSTROPHES = 0.15;
    private static final double NO_LAST_STOP = 0.25;

    private Typist() {}

    static String type(String text, Random random) {
        String typed = text;
        if (random.nextDouble() < TYPOS) {
            typed = withTypo(typed, random);
            if (random.nextDouble() < SECOND_TYPO) {
                typed = withTypo(typed, random);
            }
        }
        if (random.nextDouble() < NO_APOSTROPHES) {
            typed = typed.replace("'", "");
        }
        if (random.nextDouble() < NO_LAST_STOP && (typed.endsWith(".") || typed.endsWith("?"))) {
            typed = typed.substring(0, typed.length() - 1);
        }
        return cased(typed, random.nextDouble());
    }

    private static String cased(String text, double draw) {
        if (draw < LOWER_CASE) {
            return text.toLowerCase(Locale.ROOT);
        }
        return draw < LOWER_CASE + UPPER_CASE ? text.toUpperCase(Locale.ROOT) : text;
    }

    /** A few tries to find a letter inside a word long enough; a text without one stays as it is. */
    private static String withTypo(String text, Random random) {
        for (int tries = 0; tries < 10; tries++) {
            int at = random.nextInt(text.length());
            if (isInsideALongWord(text, at)) {
                return mistyped(text, at, random);
            }
        }
        return text;
    }

    private static boolean isInsideALongWord(String text, int at) {
        int start = at;
        while (start > 0 && isLetter(text.charAt(start - 1))) {
            start--;
        }
        int end = at;
        while (end < text.length() && isLetter(text.charAt(end))) {
            end++;
        }
        return at > start && at < end - 1 && end - start >= SHORTEST_WORD_WITH_A_TYPO;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static String mistyped(String text, int at, Random random) {
        StringBuilder typed = new StringBuilder(text);
        switch (random.nextInt(3)) {
            case 0 -> typed.setCharAt(at, neighbour(text.charAt(at), random));
            case 1 -> typed.deleteCharAt(at);
            default -> {
                typed.setCharAt(at, text.charAt(at + 1));
                typed.setCharAt(at + 1, text.charAt(at));
            }
        }
        return typed.toString();
    }

    private static char neighbour(char key, Random random) {
        int step = random.nextBoolean() ? 1 : -1;
        for (String row : KEYBOARD) {
            int at = row.indexOf(key);
            if (at >= 0) {
                int next = at + step;
                return row.charAt(next >= 0 && next < row.length() ? next : at - step);
            }
        }
        return key;
    }
}
