package io.retort.cli.command;

import io.retort.cli.UserMistake;
import io.retort.cli.Work;
import io.retort.cli.settings.Configuration;
import io.retort.producer.source.FileSource;
import io.retort.producer.source.GeneratorSource;
import io.retort.producer.source.PromptSource;
import io.retort.producer.source.RecordFormat;
import io.retort.producer.source.StandardInputSource;
import io.retort.producer.source.TopicSource;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code retort produce}. */
@Command(
        name = "produce",
        sortOptions = false,
        description =
                "Stream prompts, each exactly once: from a file, standard input, a topic or the generator. Ends with"
                        + " its source; started again on the same source it goes on where it was.")
public final class ProduceCommand implements Callable<Integer> {

    private final Work work;

    @ArgGroup(multiplicity = "1")
    private Origin origin;

    @Mixin
    private TextOptions texts;

    @Option(names = "--seed", defaultValue = "0", paramLabel = "S", description = "Which prompts --generate makes.")
    private long seed;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "With --input -: what tells this input from others, to be found by after a restart.")
    private @Nullable String name;

    @Option(names = "--rate", paramLabel = "R", description = "Most prompts a second (default: as many as can be).")
    private @Nullable String rate;

    @Mixin
    private EndpointOptions endpoints;

    @Mixin
    private ClusterOptions cluster;

    @SuppressWarnings("NullAway.Init") // picocli fills them in
    public ProduceCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        var configuration =
                cluster.configuration(endpoints.addTo(new Flags()).add("producer.promptsPerSecond", "--rate", rate));
        return work.produce(configuration, source(configuration));
    }

    private PromptSource source(Configuration configuration) {
        if (origin.generate != null) {
            return new GeneratorSource(seed, origin.generate);
        }
        if (origin.topic != null) {
            return new TopicSource(
                    configuration.clients("producer"),
                    configuration.topics(),
                    origin.topic,
                    texts.layout(RecordFormat.TEXT));
        }
        if ("-".equals(origin.input)) {
            if (name == null) {
                throw new UserMistake("--input - needs --name, to be found by after a restart");
            }
            return new StandardInputSource(name, System.in, texts.layout(RecordFormat.TEXT));
        }
        Path file = Path.of(String.valueOf(origin.input));
        return new FileSource(file, texts.layout(RecordFormat.of(file)));
    }

    /** Where prompts come from: one of these. */
    static final class Origin {
        @Option(
                names = "--generate",
                required = true,
                paramLabel = "N",
                description = "The first N messages of the bundled generator.")
        private @Nullable Long generate;

        @Option(
                names = "--input",
                required = true,
                paramLabel = "FILE",
                description = "A file of JSON lines (.jsonl, .json), CSV (.csv) or text lines; - for standard input.")
        private @Nullable String input;

        @Option(
                names = "--topic",
                required = true,
                paramLabel = "TOPIC",
                description = "A topic of your own on the same cluster, of texts or JSON.")
        private @Nullable String topic;
    }
}
