package io.retort.cli.command;

import io.retort.cli.Work;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code retort monitor}. */
@Command(
        name = "monitor",
        sortOptions = false,
        description = "Count the stream, and show it on a page. Start several to share the work: each shows all of it.")
public final class MonitorCommand implements Callable<Integer> {

    private final Work work;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "Where the page is served (default: 127.0.0.1; 0.0.0.0 for every interface).")
    private @Nullable String address;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The page's port (default: 8081; 0: any that is free).")
    private @Nullable String port;

    @Option(
            names = "--student-api",
            paramLabel = "URL",
            description = "A server that the page asks the student at, such as http://localhost:8090 (default: none).")
    private @Nullable String studentApi;

    @Option(
            names = "--ask-teacher",
            description = "Load the zero-shot encoder, for the page to ask it beside the student.")
    private boolean askTeacher;

    @Mixin
    private EndpointOptions endpoints;

    @Mixin
    private ClusterOptions cluster;

    @SuppressWarnings("NullAway.Init") // picocli fills them in
    public MonitorCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        return work.monitor(cluster.configuration(endpoints
                .addTo(new Flags())
                .add("monitor.address", "--address", address)
                .add("monitor.port", "--port", port)
                .add("monitor.studentApi", "--student-api", studentApi)
                .add("monitor.askTeacher", "--ask-teacher", askTeacher ? "true" : null)));
    }
}
