package io.retort.schemas.topic;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The topics' names on a cluster.
 *
 * @param prefix stands before each name, so that several installations can share a cluster: at most 200 letters, digits,
 *     dots, underscores and hyphens; may be empty
 */
public record TopicNames(String prefix) {

    /** {@code retort.} */
    public static final String DEFAULT_PREFIX = "retort.";

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{0,200}");

    public TopicNames {
        if (!LEGAL.matcher(prefix).matches()) {
            throw new IllegalArgumentException("topic prefix '" + prefix
                    + "'; allowed: at most 200 letters, digits, dots, underscores and hyphens, such as retort.");
        }
    }

    /** The names with the default prefix. */
    public static TopicNames standard() {
        return new TopicNames(DEFAULT_PREFIX);
    }

    /** The topic's full name. */
    public String of(Topic topic) {
        return prefix + topic.baseName();
    }

    /** The full names of all topics. */
    public List<String> all() {
        return Arrays.stream(Topic.values()).map(this::of).toList();
    }

    /** The topic with this full name, if it is one of these. */
    public Optional<Topic> find(String fullName) {
        return Arrays.stream(Topic.values())
                .filter(topic -> of(topic).equals(fullName))
                .findFirst();
    }
}
