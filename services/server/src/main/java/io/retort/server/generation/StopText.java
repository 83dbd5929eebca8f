package io.retort.server.generation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lets a text through up to where it comes to one of several texts. Keeps back the end of what it was given for as long as that
 * may be the beginning of one. Used by one thread.
 */
final class StopText {

    private final List<String> stops;
    private final StringBuilder kept = new StringBuilder();
    private boolean met;

    /** @param stops none of them empty */
    StopText(List<String> stops) {
        this.stops = List.copyOf(stops);
    }

    /** What may be shown now that a piece has come. */
    String add(String piece) {
        if (met) {
            return "";
        }
        kept.append(piece);
        Optional<String> stop = firstStop();
        if (stop.isPresent()) {
            met = true;
            kept.setLength(kept.indexOf(stop.get()));
            return end();
        }
        return take(kept.length() - openEnd());
    }

    /** What was kept back, as nothing follows. */
    String end() {
        return take(kept.length());
    }

    boolean isMet() {
        return met;
    }

    /** The one that is whole first, so that it does not matter in which pieces the text comes; of several such the longest. */
    private Optional<String> firstStop() {
        return stops.stream()
                .filter(stop -> kept.indexOf(stop) >= 0)
                .min(Comparator.<String>comparingInt(stop -> kept.indexOf(stop) + stop.length())
                        .thenComparing(Comparator.comparingInt(String::length).reversed()));
    }

    /** How many characters at the end might belong to a stop that has not come whole. */
    private int openEnd() {
        int longest = stops.stream().mapToInt(String::length).max().orElse(0);
        for (int length = Math.min(longest - 1, kept.length()); length > 0; length--) {
            String end = kept.substring(kept.length() - length);
            if (stops.stream().anyMatch(stop -> stop.startsWith(end))) {
                return length;
            }
        }
        return 0;
    }

    private String take(int length) {
        String taken = kept.substring(0, length);
        kept.delete(0, length);
        return taken;
    }
}
