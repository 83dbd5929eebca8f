package io.retort.cli.quickstart;

import io.retort.cli.ask.ServedStudent;
import io.retort.cli.service.Services;
import io.retort.cli.settings.Configuration;
import io.retort.monitor.MonitorService;
import io.retort.monitor.ask.AskedModels;
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

/** Gate, server and monitor beside a quickstart, so that one can watch the student learn, and ask it. */
final class Serving implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);

    private final Configuration configuration;
    private final Services services;
    private final Optional<TeacherOnDemand> asked;
    private final Path addressesFile;
    private final Question question;
    private final PrintWriter out;

    /**
     * @param teachers loads one for the page to ask; empty where the page asks nobody
     * @param addressesFile receives the addresses once they are known
     * @param question what the user is told the student may be asked
     */
    Serving(
            Configuration configuration,
            Services services,
            Optional<TeacherOnDemand.TeacherLoader> teachers,
            Path addressesFile,
            Question question,
            PrintWriter out) {
        this.configuration = configuration;
        this.services = services;
        this.asked = teachers.map(TeacherOnDemand::new);
        this.addressesFile = addressesFile;
        this.question = question;
        this.out = out;
    }

    /** Has all of them work, and says where. */
    void start(Crew crew) throws IOException, InterruptedException, ExecutionException, TimeoutException {
        ServerService server = services.server();
        crew.start(server);
        URI api = server.address().get(START.toSeconds(), TimeUnit.SECONDS);
        MonitorService monitor = services.monitor(
                asked.map(teacher -> new AskedModels(Optional.of(new ServedStudent(api)), Optional.of(teacher)))
                        .orElseGet(AskedModels::none));
        crew.start(monitor);
        crew.start(services.gate());
        Addresses addresses = new Addresses(
                configuration.kafka().bootstrapServers(), Optional.of(monitor.address()), Optional.of(api));
        addresses.write(addressesFile);
        addresses.print(out, question);
    }

    /** To be called when none of them works any more. */
    @Override
    public void close() {
        asked.ifPresent(TeacherOnDemand::close);
    }
}
