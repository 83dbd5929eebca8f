package io.retort.schemas.topic;

/**
 * Something about a topic that breaks a promise.
 *
 * @param topic its full name
 * @param what the property that is wrong: {@code existence}, {@code partitions}, or the name of a topic setting
 * @param found its value on the cluster
 * @param expected what it may be
 */
public record TopicFault(String topic, String what, String found, String expected) {

    @Override
    public String toString() {
        return topic + ": " + what + " is " + found + "; expected: " + expected;
    }
}
