package io.retort.learning.language;

import java.util.List;
import java.util.OptionalInt;

/**
 * Watches a text that comes in pieces for stop texts, which may begin in one piece and end in a later one. Text that may be the
 * beginning of a stop text is held back until that is decided. Not thread-safe.
 */
final class StopTexts {

    private final List<String> stops;
    private final StringBuilder held = new StringBuilder();
    private boolean met;

    StopTexts(List<String> stops) {
        this.stops = stops;
    }

    /** The text before a stop text, or all that cannot belong to one. After a stop text there is no more. */
    String after(String piece) {
        if (met) {
            return "";
        }
        held.append(piece);
        OptionalInt stop = stops.stream()
                .mapToInt(held::indexOf)
                .filter(index -> index >= 0)
                .min();
        if (stop.isPresent()) {
            met = true;
            return held.substring(0, stop.getAsInt());
        }
        return release(held.length() - undecided());
    }

    /** What was held back, when no text follows. */
    String rest() {
        return met ? "" : release(held.length());
    }

    /** Whether the text has come to a stop text. */
    boolean met() {
        return met;
    }

    private String release(int length) {
        String text = held.substring(0, length);
        held.delete(0, length);
        return text;
    }

    /** The length of the longest end of the text that is the beginning of a stop text. */
    private int undecided() {
        int longest = 0;
        for (String stop : stops) {
            int length = Math.min(stop.length() - 1, held.length());
            while (length > longest && !stop.startsWith(held.substring(held.length() - length))) {
                length--;
            }
            longest = Math.max(longest, length);
        }
        return longest;
    }
}
