package io.retort.benchmarks.speed;

import io.retort.benchmarks.Cluster;
import io.retort.benchmarks.Machine;
import io.retort.benchmarks.Stopwatch;
import io.retort.benchmarks.TemporaryDirectory;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A trainer that was killed and started again, in a process of its own.
 *
 * @param seconds from its start to the first journal entry it committed
 * @param step it had journalled when it was killed; the newest checkpoint may be older, and the rest is then repeated
 * @param residentMemory before it was killed
 */
record Restart(double seconds, long step, String residentMemory) {

    /** Late enough for a checkpoint after the first student's, and for a tail of the journal behind it. */
    private static final long KILLED_AFTER_STEP = 700;

    /** Kills a trainer with SIGKILL, starts it, and kills it again. */
    static Restart measure(Cluster cluster, TopicNames names) throws IOException, InterruptedException {
        try (TemporaryDirectory checkpoints = TemporaryDirectory.create();
                JournalWatch journal = new JournalWatch(cluster.clients(), names.of(Topic.JOURNAL))) {
            String student = "killed-" + System.nanoTime();
            Process first = start(cluster, names, student, checkpoints.path());
            long step;
            String memory;
            try {
                step = journal.await(
                                entry -> entry.getStudent().equals(student) && entry.getStep() >= KILLED_AFTER_STEP,
                                first)
                        .getStep();
                memory = Machine.residentMemory(first.pid());
            } finally {
                kill(first);
            }
            Instant killed = Instant.now();
            Stopwatch stopwatch = Stopwatch.start();
            Process second = start(cluster, names, student, checkpoints.path());
            try {
                journal.await(
                        entry -> entry.getStudent().equals(student)
                                && !entry.getWrittenAt().isBefore(killed),
                        second);
                return new Restart(stopwatch.seconds(), step, memory);
            } finally {
                kill(second);
            }
        }
    }

    private static Process start(Cluster cluster, TopicNames names, String student, Path checkpoints)
            throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                "io.retort.cli.Retort",
                "train",
                "--bootstrap-server",
                cluster.bootstrapServers(),
                "--topic-prefix",
                names.prefix(),
                "--student",
                student,
                "--checkpoints",
                checkpoints.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        // It would wait for its broker for ever.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }
}
