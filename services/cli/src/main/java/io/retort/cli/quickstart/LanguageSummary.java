package io.retort.cli.quickstart;

import io.retort.cli.language.Answers;
import io.retort.cli.language.BeforeAndAfter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a quickstart of language models has come to.
 *
 * @param prompts in the directory's topic, over all runs
 * @param labels of them, over all runs
 * @param deadLetters over all runs
 * @param tokens with a distribution, in those labels
 * @param end of this run
 * @param seconds this run took, from the start of the broker
 * @param checkpoint directory of the newest checkpoint; empty if there is none
 * @param studentBytes of its weights
 * @param teacherBytes of the teacher's
 * @param heldOut the student held against its teacher on prompts no step has seen; empty if none were held out
 * @param answers completions side by side, of prompts and seeds that are always the same
 */
record LanguageSummary(
        long prompts,
        long labels,
        long deadLetters,
        long tokens,
        Session.End end,
        double seconds,
        Optional<Path> checkpoint,
        long studentBytes,
        long teacherBytes,
        Optional<BeforeAndAfter> heldOut,
        List<Answers> answers) {}
