package io.retort.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a service shows its health and metrics. */
final class EndpointOptions {

    @Option(
            names = "--http-address",
            paramLabel = "ADDRESS",
            description = "Where /healthy, /ready and /metrics are answered (default: 127.0.0.1).")
    private @Nullable String address;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "The port of these (default: any that is free; the log names it).")
    private @Nullable String port;

    Flags addTo(Flags flags) {
        return flags.add("http.address", "--http-address", address).add("http.port", "--http-port", port);
    }
}
