package io.retort.server.gate;

import io.retort.schemas.record.Evidence;

/**
 * What the rule says of a candidate.
 *
 * @param promote whether it is let through
 * @param evidence the numbers
 * @param reason for a person
 */
record Verdict(boolean promote, Evidence evidence, String reason) {}
