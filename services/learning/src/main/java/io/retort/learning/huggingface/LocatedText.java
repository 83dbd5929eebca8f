package io.retort.learning.huggingface;

import io.retort.schemas.record.ChatRole;
import java.util.List;

/**
 * A rendered chat.
 *
 * @param text all of it
 * @param places of the messages' contents, without the white space at their ends; ascending and apart
 */
record LocatedText(String text, List<Place> places) {

    /**
     * @param role whose content it is
     * @param begin index of its first char
     * @param end behind its last
     */
    record Place(ChatRole role, int begin, int end) {}

    /** Whether any content has a part of the chars from begin to end. */
    boolean hasContentWithin(int begin, int end) {
        return places.stream().anyMatch(place -> place.begin() < end && place.end() > begin);
    }

    /** Whether one content holds all the chars from begin to end. */
    boolean isWithinContent(int begin, int end) {
        return places.stream().anyMatch(place -> place.begin() <= begin && end <= place.end());
    }
}
