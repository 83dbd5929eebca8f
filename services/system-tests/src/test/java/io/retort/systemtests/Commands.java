package io.retort.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.cli.Retort;
import io.retort.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Commands of {@code retort}, each in a process of its own. Closing this ends those that still run, the last first. */
final class Commands implements AutoCloseable {

    /** For whatever a loaded machine may take. */
    static final Duration LIMIT = Duration.ofSeconds(120);

    private final Path logs;
    private final Deque<JavaProcess> started = new ArrayDeque<>();

    /** @param logs directory that receives what each command prints */
    Commands(Path logs) {
        this.logs = logs;
    }

    /** Starts one. */
    JavaProcess start(String... arguments) throws IOException {
        Path log = logs.resolve(started.size() + "-" + arguments[0] + ".log");
        List<String> smallHeap = List.of("-Xmx512m");
        JavaProcess process = JavaProcess.start(log, Retort.class.getName(), smallHeap, List.of(arguments));
        started.push(process);
        return process;
    }

    /** Starts one on a cluster. */
    JavaProcess startOn(String bootstrapServers, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap-server", bootstrapServers));
        return start(all.toArray(String[]::new));
    }

    /** Runs one on a cluster to its good end; returns what it printed. */
    String runOn(String bootstrapServers, String... arguments) throws IOException {
        JavaProcess process = startOn(bootstrapServers, arguments);
        succeeds(process);
        return process.output();
    }

    static void succeeds(JavaProcess process) {
        int code = process.exitCode(LIMIT);
        assertThat(code).as(process::output).isZero();
    }

    @Override
    public void close() {
        started.forEach(JavaProcess::close);
    }
}
