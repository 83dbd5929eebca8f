package io.retort.benchmarks.training;

import io.retort.benchmarks.Rate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The Python process that trains the same student on the same batches. It waits, at rest, while it is not asked. */
final class Peer implements AutoCloseable {

    private static final String SCRIPT = "peer.py";
    private static final String LOG = "peer.log";

    private final Process process;
    private final Path log;
    private final PrintWriter questions;
    private final BufferedReader answers;

    private Peer(Process process, Path log) {
        this.process = process;
        this.log = log;
        questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * How the peer computes.
     *
     * @param precision {@code fp32}, or {@code bf16} for autocast
     * @param layout {@code padded} or {@code packed}
     */
    record Manner(String precision, String layout) {

        static final List<Manner> ALL = List.of(
                new Manner("fp32", "padded"),
                new Manner("fp32", "packed"),
                new Manner("bf16", "padded"),
                new Manner("bf16", "packed"));

        @Override
        public String toString() {
            return precision + " " + layout;
        }
    }

    /**
     * Starts the process.
     *
     * @param work where a workload was written, and the student in {@code student}
     */
    static Peer start(Path python, Path work, int threads, double secondsOfAMeasurement) throws IOException {
        Path script = work.resolve(SCRIPT);
        try (InputStream in = Peer.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IOException("resource " + SCRIPT + " is missing");
            }
            Files.copy(in, script);
        }
        List<String> command = new ArrayList<>(List.of(python.toString(), script.toString(), work.toString()));
        command.add(Integer.toString(threads));
        command.add(String.format(Locale.ROOT, "%.1f", secondsOfAMeasurement));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(work.resolve(LOG).toFile());
        builder.environment().putAll(Map.of("OMP_NUM_THREADS", Integer.toString(threads), "HF_HUB_OFFLINE", "1"));
        return new Peer(builder.start(), work.resolve(LOG));
    }

    /** @throws IOException if the process has ended, such as for want of a library */
    Measurement measure(Manner manner) throws IOException {
        questions.println(manner);
        String answer = answers.readLine();
        if (answer == null) {
            List<String> lines = Files.readAllLines(log);
            throw new IOException("the peer has ended instead of measuring " + manner + ": "
                    + (lines.isEmpty() ? "it says nothing" : lines.get(lines.size() - 1)));
        }
        String[] numbers = answer.split(" ", 4);
        long tokens = Long.parseLong(numbers[0]);
        Rate rate = new Rate(tokens / Double.parseDouble(numbers[1]), tokens / Double.parseDouble(numbers[2]));
        return new Measurement(rate, Double.parseDouble(numbers[3]));
    }

    @Override
    public void close() {
        questions.close();
        process.destroy();
    }
}
