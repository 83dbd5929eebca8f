package io.retort.cli.command;

import io.retort.cli.UserMistake;
import io.retort.cli.Work;
import io.retort.cli.quickstart.QuickstartSettings;
import io.retort.cli.quickstart.RecipeChoice;
import io.retort.producer.source.RecordFormat;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code retort quickstart}. */
@Command(
        name = "quickstart",
        sortOptions = false,
        description =
                "See it work: a broker, a producer, a teacher, a trainer, a gate, a server and a monitor in this process,"
                        + " until the stream ends or Ctrl-C. A further run on the same directory goes on from the last"
                        + " checkpoint.")
public final class QuickstartCommand implements Callable<Integer> {

    private final Work work;

    @Option(
            names = "--directory",
            paramLabel = "D",
            description = "Keeps its data, checkpoints, log and summary (default: ./retort-data).")
    private @Nullable Path directory;

    @Option(
            names = "--recipe",
            paramLabel = "RECIPE",
            description = "classifier: a sentence encoder into a text classifier (default). language-model: a --teacher"
                    + " into a small language model. A further run on the same directory need not say it.")
    private @Nullable String recipe;

    @Option(
            names = "--teacher",
            paramLabel = "DIR",
            description = "With language-model: Hugging Face directory of the teacher (Llama, Qwen2 or Mistral).")
    private @Nullable Path teacher;

    @Option(
            names = "--student",
            paramLabel = "DIR",
            description = "With language-model: what the student begins as (default: some layers of the teacher).")
    private @Nullable Path student;

    @Option(
            names = "--prompts",
            paramLabel = "N",
            description =
                    "Prompts to stream: generated ones (default: 20000 more at each run, 1000 with language-model),"
                            + " or the first N of --input (default: all).")
    private @Nullable Long prompts;

    @Option(names = "--seed", defaultValue = "0", paramLabel = "S", description = "Which prompts are generated.")
    private long seed;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "Your own prompts: JSON lines (.jsonl, .json), CSV (.csv) or text lines.")
    private @Nullable Path input;

    @Mixin
    private TextOptions texts;

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description = "Your own classes, in JSON or one a line. A name such as card_arrival is read as words.")
    private @Nullable Path classes;

    @Option(
            names = "--holdout",
            defaultValue = "0.1",
            paramLabel = "SHARE",
            description = "Share of --input kept from the student, to compare it with its teacher; 0 compares nothing.")
    private double holdout;

    @Option(
            names = "--no-serve",
            description = "Only distil: no page, no API, and no gate that decides what the API answers with.")
    private boolean noServe;

    @SuppressWarnings("NullAway.Init") // picocli fills them in
    public QuickstartCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        if (input == null && classes != null) {
            throw new UserMistake("--classes are for prompts of your own: give --input, too");
        }
        RecipeChoice choice = RecipeOptions.choice(recipe, teacher, student, classes);
        return work.quickstart(new QuickstartSettings(
                directory == null ? QuickstartSettings.DIRECTORY : directory,
                choice,
                Optional.ofNullable(prompts),
                seed,
                Optional.ofNullable(input)
                        .map(file -> new QuickstartSettings.Input(file, texts.layout(RecordFormat.of(file)))),
                holdout,
                !noServe));
    }
}
