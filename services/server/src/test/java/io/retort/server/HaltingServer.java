package io.retort.server;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.schemas.topic.TopicNames;
import io.retort.server.checkpoint.CheckpointFetcher;
import io.retort.server.model.CheckpointLoader;
import io.retort.server.model.ModelLoader;
import io.retort.server.model.ServedClassifier;
import io.retort.server.model.TextClassifierLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A server that halts at an instant while a file named after the instant exists: {@code loading}, {@code warming-up}, or
 * {@code retiring}, when the next checkpoint is live and the one before is being closed. It says so, and waits to be killed.
 */
final class HaltingServer {

    private HaltingServer() {}

    /** @param arguments bootstrap servers, topic prefix, checkpoints, the directory of the files, a temporary directory */
    public static void main(String[] arguments) throws IOException {
        Path halts = Path.of(arguments[3]);
        CheckpointLoader loader = new CheckpointLoader(
                new CheckpointFetcher(Path.of(arguments[2]), Path.of(arguments[4])),
                List.of(new Loader(new TextClassifierLoader(), halts)));
        try (ServerService server = new ServerService(
                ServerSettings.of(Path.of(arguments[2])).alone(),
                new KafkaClients(new KafkaSettings(arguments[0]), "halting-server"),
                new TopicNames(arguments[1]),
                new SimpleMeterRegistry(),
                loader)) {
            new Thread(() -> say("listening at " + get(server))).start();
            server.run();
        }
    }

    private static Object get(ServerService server) {
        try {
            return server.address().get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void halt(Path halts, String instant) {
        if (Files.exists(halts.resolve(instant))) {
            say("halts while " + instant);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record Loader(ModelLoader real, Path halts) implements ModelLoader {

        @Override
        public String kind() {
            return real.kind();
        }

        @Override
        public ServedClassifier load(Path directory) throws IOException {
            halt(halts, "loading");
            return new Model((ServedClassifier) real.load(directory), halts);
        }
    }

    private record Model(ServedClassifier real, Path halts) implements ServedClassifier {

        @Override
        public String kind() {
            return real.kind();
        }

        @Override
        public LabelSpaceReference labelSpace() {
            return real.labelSpace();
        }

        @Override
        public List<String> classes() {
            return real.classes();
        }

        @Override
        public List<float[]> classify(List<String> texts) {
            return real.classify(texts);
        }

        @Override
        public void warmUp() {
            halt(halts, "warming-up");
            real.warmUp();
        }

        @Override
        public void close() {
            halt(halts, "retiring");
            real.close();
        }
    }
}
