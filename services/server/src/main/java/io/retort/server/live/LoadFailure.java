package io.retort.server.live;

import java.time.Instant;

/**
 * Why what was decided is not served.
 *
 * @param checkpoint id of the checkpoint that does not load
 * @param reason for a person
 * @param attempts so far, 1 or more; a disk that is away comes back, so it is tried again
 * @param at of the newest attempt
 */
public record LoadFailure(String checkpoint, String reason, int attempts, Instant at) {}
