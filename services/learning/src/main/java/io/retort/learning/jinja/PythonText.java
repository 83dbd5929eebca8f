package io.retort.learning.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** What Python's strings do, where Java's differ. */
public final class PythonText {

    private PythonText() {}

    /** Python's {@code str.isspace} of one character. */
    public static boolean isSpace(int character) {
        return character >= '\t' && character <= '\r'
                || character >= 0x1c && character <= ' '
                || character == 0x85
                || Character.isSpaceChar(character);
    }

    /** Without white space at both ends. */
    public static String strip(String text) {
        return text.substring(begin(text), end(text));
    }

    /** Index of the first char that is no white space; the length if there is none. */
    public static int begin(String text) {
        return begin(text, PythonText::isSpace);
    }

    /** Index behind the last char that is no white space; not before {@link #begin(String)}. */
    public static int end(String text) {
        return Math.max(begin(text), end(text, PythonText::isSpace));
    }

    static String stripLeft(String text, IntPredicate stripped) {
        return text.substring(begin(text, stripped));
    }

    static String stripRight(String text, IntPredicate stripped) {
        return text.substring(0, end(text, stripped));
    }

    static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.offsetByCodePoints(0, 1);
        return Character.toString(Character.toTitleCase(text.codePointAt(0)))
                + text.substring(first).toLowerCase(Locale.ROOT);
    }

    static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, begin)) {
            parts.add(text.substring(begin, at));
            begin = at + separator.length();
        }
        parts.add(text.substring(begin));
        return parts;
    }

    private static int begin(String text, IntPredicate stripped) {
        int begin = 0;
        while (begin < text.length() && stripped.test(text.codePointAt(begin))) {
            begin += Character.charCount(text.codePointAt(begin));
        }
        return begin;
    }

    private static int end(String text, IntPredicate stripped) {
        int end = text.length();
        while (end > 0 && stripped.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return end;
    }
}
