package io.retort.cli.command;

import io.retort.cli.settings.Configuration;
import io.retort.platform.config.Flag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster a command works on, and where the rest of its settings stands. */
final class ClusterOptions {

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "Address of a broker, or several separated by commas (default: localhost:9092).")
    private @Nullable String bootstrapServer;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings in YAML. Variables such as RETORT_KAFKA_BOOTSTRAP_SERVERS stand over it, options"
                    + " over both.")
    private @Nullable Path config;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description = "What the topics' names begin with (default: retort.).")
    private @Nullable String topicPrefix;

    /** Whether the user has named a broker on the command line. */
    boolean namesBroker() {
        return bootstrapServer != null;
    }

    /** The settings, with what this command's own options say over them. */
    Configuration configuration(Flags flags) {
        List<Flag> all = new ArrayList<>(flags.asList());
        all.addAll(new Flags()
                .add("kafka.bootstrapServers", "--bootstrap-server", bootstrapServer)
                .add("topics.prefix", "--topic-prefix", topicPrefix)
                .asList());
        return Configuration.read(Optional.ofNullable(config), System.getenv(), all);
    }
}
