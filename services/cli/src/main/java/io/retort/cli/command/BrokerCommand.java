package io.retort.cli.command;

import io.retort.broker.EmbeddedBrokerSettings;
import io.retort.cli.UserMistake;
import io.retort.cli.Work;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code retort broker}. */
@Command(
        name = "broker",
        sortOptions = false,
        description =
                "Run a Kafka broker in this process, on loopback only, until Ctrl-C. Prints its address when it is"
                        + " ready.")
public final class BrokerCommand implements Callable<Integer> {

    private final Work work;

    @Option(names = "--directory", required = true, paramLabel = "D", description = "Where it keeps its data.")
    private Path directory;

    @Option(
            names = "--port",
            defaultValue = "0",
            paramLabel = "P",
            description = "Port it listens on; 0 for the one of the last start, or any free one.")
    private int port;

    @SuppressWarnings("NullAway.Init") // picocli fills them in
    public BrokerCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        try {
            return work.broker(new EmbeddedBrokerSettings(directory, port));
        } catch (IllegalArgumentException e) {
            throw new UserMistake(e);
        }
    }
}
