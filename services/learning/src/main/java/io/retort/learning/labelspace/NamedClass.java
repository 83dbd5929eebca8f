package io.retort.learning.labelspace;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One class and what it means.
 *
 * @param name as it stands in the label space, such as {@code card_arrival}; neither empty nor surrounded by spaces
 * @param descriptions sentences that say or exemplify what belongs to it, none of them blank; may be empty
 */
public record NamedClass(String name, List<String> descriptions) {

    private static final Pattern JOINTS = Pattern.compile("[_\\-/.\\s]+|(?<=\\p{Ll})(?=\\p{Lu})");

    public NamedClass {
        if (name.isBlank() || !name.equals(name.strip())) {
            throw new IllegalArgumentException(
                    "a class named '" + name + "'; allowed: a name, without spaces around it");
        }
        if (descriptions.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("the class '" + name + "' has a blank description");
        }
        descriptions = List.copyOf(descriptions);
    }

    /** The name as a reader would say it: {@code card_arrival} and {@code cardArrival} as {@code card arrival}. */
    public String asWords() {
        String words = JOINTS.matcher(name).replaceAll(" ").strip();
        return words.isEmpty() ? name : words;
    }
}
