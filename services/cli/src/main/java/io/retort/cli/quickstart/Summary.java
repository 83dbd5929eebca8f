package io.retort.cli.quickstart;

import io.retort.cli.compare.Comparison;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a quickstart has come to.
 *
 * @param prompts in the directory's topic, over all runs
 * @param labels of them, over all runs
 * @param deadLetters over all runs
 * @param step training steps since the first student
 * @param checkpoints announced in this run
 * @param prequentialLoss nats, over the newest labels
 * @param prequentialAgreement share from 0 to 1, over the newest labels
 * @param labelsPerSecond of this run, while there was something to label
 * @param seconds this run took, from the start of the broker
 * @param complete whether all of the stream was labelled and learned from; no after Ctrl-C
 * @param checkpoint directory of the newest checkpoint; empty if there is none
 * @param studentBytes of its model file
 * @param teacherBytes of the teacher's weights
 * @param heldOut the student held against its teacher on prompts no step has seen; empty if none were held out
 */
record Summary(
        long prompts,
        long labels,
        long deadLetters,
        long step,
        long checkpoints,
        double prequentialLoss,
        double prequentialAgreement,
        double labelsPerSecond,
        double seconds,
        boolean complete,
        Optional<Path> checkpoint,
        long studentBytes,
        long teacherBytes,
        Optional<Comparison> heldOut) {}
