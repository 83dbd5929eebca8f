package io.retort.cli.command;

import io.retort.cli.Work;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code retort teach}. */
@Command(
        name = "teach",
        sortOptions = false,
        description =
                "Label prompts with the zero-shot encoder, or with a language model. Start several, each with an --instance of its own, to"
                        + " share the work.")
public final class TeachCommand implements Callable<Integer> {

    private final Work work;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            description = "Name of this instance, the same at each start (default: teacher). A second of the same name"
                    + " stops the first.")
    private @Nullable String instance;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Hugging Face directory of a language model (Llama, Qwen2, Mistral) to label with.")
    private @Nullable Path model;

    @Option(
            names = "--response-tokens",
            paramLabel = "N",
            description = "With --model: where a response is cut off that has not ended by itself (default: 256).")
    private @Nullable String responseTokens;

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description = "The classes, in JSON or one a line (default: intents of customer support).")
    private @Nullable Path classes;

    @Option(names = "--temperature", paramLabel = "T", description = "Of the labels' softmax (default: 0.05).")
    private @Nullable String temperature;

    @Option(names = "--threads", paramLabel = "N", description = "Texts read at once (default: one a processor).")
    private @Nullable String threads;

    @Option(
            names = "--until-idle",
            paramLabel = "TIME",
            description = "End once no prompt has come for so long, such as 10s, and none is left.")
    private @Nullable String untilIdle;

    @Mixin
    private EndpointOptions endpoints;

    @Mixin
    private ClusterOptions cluster;

    @SuppressWarnings("NullAway.Init") // picocli fills them in
    public TeachCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        return work.teach(cluster.configuration(endpoints
                .addTo(new Flags())
                .add("teacher.instance", "--instance", instance)
                .add("languageTeacher.model", "--model", model)
                .add("languageTeacher.responseTokens", "--response-tokens", responseTokens)
                .add("encoder.classes", "--classes", classes)
                .add("encoder.temperature", "--temperature", temperature)
                .add("encoder.threads", "--threads", threads)
                .add("teacher.untilIdle", "--until-idle", untilIdle)));
    }
}
