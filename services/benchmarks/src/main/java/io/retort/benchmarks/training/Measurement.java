package io.retort.benchmarks.training;

import io.retort.benchmarks.Rate;

/**
 * What training some batches came to.
 *
 * @param rate tokens a second
 * @param firstLoss of the first step, in nats a labelled token: what trains the same has the same
 */
record Measurement(Rate rate, double firstLoss) {}
