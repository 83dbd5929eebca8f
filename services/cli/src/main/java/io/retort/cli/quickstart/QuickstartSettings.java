package io.retort.cli.quickstart;

import io.retort.cli.UserMistake;
import io.retort.producer.source.RecordLayout;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a quickstart does.
 *
 * @param directory keeps its data, checkpoints, log and summary
 * @param recipe what is distilled
 * @param prompts to stream, at least 1: of the generator so many more at each run, of an input the first so many; empty
 *     for as many generated ones as the recipe takes, or all of an input
 * @param seed which prompts the generator makes, and the student's
 * @param input the user's own prompts; the generator's where empty
 * @param holdout share of the input that is kept from the student to compare it with its teacher, from 0 to 0.9; 0 compares
 *     nothing
 * @param serve whether promoted checkpoints are served, and the page shows the stream
 */
public record QuickstartSettings(
        Path directory,
        RecipeChoice recipe,
        Optional<Long> prompts,
        long seed,
        Optional<Input> input,
        double holdout,
        boolean serve) {

    /** Where a quickstart keeps its things unless told otherwise. */
    public static final Path DIRECTORY = Path.of("retort-data");

    /**
     * A file of prompts.
     *
     * @param layout how they stand in it
     */
    public record Input(Path file, RecordLayout layout) {}

    public QuickstartSettings {
        if (prompts.isPresent() && prompts.get() < 1) {
            throw new UserMistake("--prompts is " + prompts.get() + "; allowed: 1 or more");
        }
        if (!(holdout >= 0 && holdout <= 0.9)) {
            throw new UserMistake("--holdout is " + holdout + "; allowed: a share from 0 to 0.9");
        }
        directory = directory.toAbsolutePath().normalize();
    }
}
