package io.retort.trainer.settings;

import io.retort.platform.config.InvalidSetting;
import io.retort.schemas.topic.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * @param student name of the student; stands in its transactional id, group and directory
 * @param checkpoints directory below which each student has one of its own
 * @param seed decides the first student and what is rehearsed
 * @param batch how labels become batches
 * @param journalInterval longest time from a step to its journal entry being committed, 10ms to 1m
 * @param checkpoint when checkpoints are written and how many are kept
 * @param rehearsal what else a step learns from
 * @param untilIdle end once no label has come for this long and none is left; runs on if empty
 */
public record TrainerSettings(
        String student,
        Path checkpoints,
        long seed,
        BatchSettings batch,
        Duration journalInterval,
        CheckpointSettings checkpoint,
        RehearsalSettings rehearsal,
        Optional<Duration> untilIdle) {

    private static final int LANGUAGE_BATCH = 8;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    public TrainerSettings {
        if (!NAME.matcher(student).matches()) {
            throw new InvalidSetting(
                    "student",
                    student,
                    "1 to 63 lower-case letters, digits, dots, dashes and underscores, starting with a letter or digit");
        }
        if (journalInterval.compareTo(Duration.ofMillis(10)) < 0
                || journalInterval.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new InvalidSetting("journalInterval", journalInterval, "a duration from 10ms to 1m");
        }
        if (untilIdle.isPresent() && untilIdle.get().compareTo(Duration.ofMillis(100)) < 0) {
            throw new InvalidSetting("untilIdle", untilIdle.get(), "a duration of at least 100ms, such as 10s");
        }
    }

    /** A trainer of this student as it is run unless told otherwise. */
    public static TrainerSettings of(String student, Path checkpoints) {
        return new TrainerSettings(
                student,
                checkpoints,
                0,
                BatchSettings.DEFAULT,
                Duration.ofSeconds(1),
                CheckpointSettings.DEFAULT,
                RehearsalSettings.DEFAULT,
                Optional.empty());
    }

    /**
     * The same for a language model: batches of a few labels, each of many tokens, and no rehearsal, which costs as much again
     * for each batch.
     */
    public TrainerSettings ofLanguageModel() {
        return new TrainerSettings(
                student,
                checkpoints,
                seed,
                new BatchSettings(batch.mode(), LANGUAGE_BATCH, batch.linger()),
                journalInterval,
                checkpoint,
                RehearsalSettings.NONE,
                untilIdle);
    }

    /** The same with other checkpoints. */
    public TrainerSettings with(CheckpointSettings changed) {
        return new TrainerSettings(student, checkpoints, seed, batch, journalInterval, changed, rehearsal, untilIdle);
    }

    /** The group whose offsets show how far the student is; the prefix keeps installations on one cluster apart. */
    public String groupId(TopicNames topics) {
        return topics.prefix() + "trainer." + student;
    }
}
