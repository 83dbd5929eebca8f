package io.retort.cli.deploy;

import java.util.Optional;

/**
 * What to show.
 *
 * @param student one student; all if empty
 * @param last how many of the newest decisions, at least 1
 * @param json whether a script reads the result
 */
public record StatusRequest(Optional<String> student, int last, boolean json) {}
