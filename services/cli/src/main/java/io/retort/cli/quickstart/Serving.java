package io.retort.cli.quickstart;

import io.retort.cli.service.Services;
import io.retort.cli.settings.Configuration;
import io.retort.server.ServerService;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gate and server beside a quickstart, so that one can ask the student while it learns. */
final class Serving {

    private static final Duration START = Duration.ofSeconds(30);

    private final Configuration configuration;
    private final Services services;
    private final Path addressesFile;
    private final PrintWriter out;

    /** @param addressesFile receives the addresses once they are known */
    Serving(Configuration configuration, Services services, Path addressesFile, PrintWriter out) {
        this.configuration = configuration;
        this.services = services;
        this.addressesFile = addressesFile;
        this.out = out;
    }

    /** Has all of them work, and says where. */
    void start(Crew crew) throws IOException, InterruptedException, ExecutionException, TimeoutException {
        ServerService server = services.server();
        crew.start(server);
        crew.start(services.gate());
        URI api = server.address().get(START.toSeconds(), TimeUnit.SECONDS);
        Addresses addresses =
                new Addresses(configuration.kafka().bootstrapServers(), Optional.empty(), Optional.of(api));
        addresses.write(addressesFile);
        addresses.print(out);
    }
}
