package io.retort.cli.command;

import io.retort.cli.Work;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code retort serve}. */
@Command(
        name = "serve",
        sortOptions = false,
        description = "Answer requests with the promoted checkpoints, each as soon as it is promoted. Start several to"
                + " share the load: they agree on what is live, because the deployments topic says so.")
public final class ServeCommand implements Callable<Integer> {

    private final Work work;

    @Option(
            names = "--checkpoints",
            paramLabel = "D",
            description = "Directory below which each student has one for its checkpoints.")
    private @Nullable Path checkpoints;

    @Option(
            names = "--student",
            paramLabel = "S",
            description = "Serve this student, and others only if named too (default: all that are deployed).")
    private @Nullable List<String> students;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "Where the API is answered (default: 127.0.0.1; 0.0.0.0 for every interface).")
    private @Nullable String address;

    @Option(names = "--port", paramLabel = "PORT", description = "The API's port (default: 8090; 0: any that is free).")
    private @Nullable String port;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "Bearer tokens, one a line, of which a request has to show one (default: none has to).")
    private @Nullable Path tokens;

    @Mixin
    private EndpointOptions endpoints;

    @Mixin
    private ClusterOptions cluster;

    @SuppressWarnings("NullAway.Init") // picocli fills them in
    public ServeCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        return work.serve(cluster.configuration(endpoints
                .addTo(new Flags())
                .add("server.checkpoints", "--checkpoints", checkpoints)
                .add("server.students", "--student", students == null ? null : String.join(",", students))
                .add("server.address", "--address", address)
                .add("server.port", "--port", port)
                .add("server.tokens", "--tokens", tokens)));
    }
}
