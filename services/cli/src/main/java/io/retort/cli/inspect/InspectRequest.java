package io.retort.cli.inspect;

/**
 * What to show.
 *
 * @param topic one of Retort's, with or without the prefix, or any other
 * @param last how many of the newest records, at least 1
 * @param showText whether prompts' texts are shown
 */
public record InspectRequest(String topic, int last, boolean showText) {}
