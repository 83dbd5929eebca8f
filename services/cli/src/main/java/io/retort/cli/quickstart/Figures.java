package io.retort.cli.quickstart;

import java.time.Duration;
import java.util.Optional;

/**
 * A quickstart at one moment, counted since it was started unless said otherwise.
 *
 * @param elapsed since it was started
 * @param prompts written
 * @param labels committed
 * @param labelsPerSecond over the last seconds
 * @param deadLetters committed
 * @param activity what the trainer is doing
 * @param step since the first student
 * @param prequentialLoss nats, over the newest labels
 * @param prequentialAgreement share, over the newest labels
 * @param tokens what else is known where labels are over tokens
 * @param lag labels committed that are in no step
 * @param checkpoints announced
 * @param newestCheckpoint id of the newest; empty before the first
 */
record Figures(
        Duration elapsed,
        long prompts,
        long labels,
        double labelsPerSecond,
        long deadLetters,
        String activity,
        long step,
        double prequentialLoss,
        double prequentialAgreement,
        Optional<TokenFigures> tokens,
        long lag,
        long checkpoints,
        String newestCheckpoint) {

    /**
     * @param learned tokens with a distribution that were learned from
     * @param learnedPerSecond over the last seconds
     * @param crossEntropy of the tokens, in nats, over the newest labels
     * @param acceptance of the student's drafts, from 0 to 1, over the newest labels
     */
    record TokenFigures(long learned, double learnedPerSecond, double crossEntropy, double acceptance) {}
}
