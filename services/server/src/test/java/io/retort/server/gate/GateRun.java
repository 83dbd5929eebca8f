package io.retort.server.gate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.platform.lifecycle.Progress;
import io.retort.platform.time.Time;
import io.retort.schemas.topic.TopicNames;
import io.retort.server.checkpoint.CheckpointFetcher;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** A gate as a test runs it: on a thread of its own, or, by its main method, in a process of its own. */
final class GateRun implements AutoCloseable {

    private final GateService service;
    private final Thread thread;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private GateRun(GateService service) {
        this.service = service;
        this.thread = new Thread(
                () -> {
                    try {
                        service.run();
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                },
                "gate");
        thread.start();
    }

    static GateRun start(String bootstrapServers, TopicNames topics, GateSettings settings) {
        return new GateRun(service(new KafkaSettings(bootstrapServers), topics, settings));
    }

    GateFigures.View view() {
        return service.figures().view();
    }

    /** What it ended with, after it was stopped, or by itself. */
    AtomicReference<Throwable> failure() {
        return failure;
    }

    @Override
    public void close() throws InterruptedException {
        service.stop();
        thread.join();
        service.close();
    }

    private static GateService service(KafkaSettings kafka, TopicNames topics, GateSettings settings) {
        return new GateService(
                new GateParts(
                        settings,
                        new KafkaClients(kafka, "gate"),
                        topics,
                        new CheckpointFetcher(settings.checkpoints()),
                        Time.system()),
                new SimpleMeterRegistry(),
                new Progress(Time.system()));
    }

    /** What a process of its own is started with. */
    static List<String> arguments(String bootstrapServers, TopicNames topics, Path checkpoints) {
        return List.of(bootstrapServers, topics.prefix(), checkpoints.toString());
    }

    /** Runs a gate that halts while it writes, where {@link HaltingWrites} is told to. */
    public static void main(String[] arguments) {
        service(
                        new KafkaSettings(arguments[0], Map.of("interceptor.classes", HaltingWrites.class.getName())),
                        new TopicNames(arguments[1]),
                        GateSettings.of(HandTrainer.STUDENT, Path.of(arguments[2])))
                .run();
    }
}
