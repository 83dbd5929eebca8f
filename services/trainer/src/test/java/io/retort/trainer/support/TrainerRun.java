package io.retort.trainer.support;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.platform.kafka.FencedException;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.platform.lifecycle.Progress;
import io.retort.platform.time.Time;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.SlowAcknowledgements;
import io.retort.trainer.Replay;
import io.retort.trainer.StopSignal;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerParts;
import io.retort.trainer.TrainerService;
import io.retort.trainer.settings.BatchSettings;
import io.retort.trainer.settings.BatchingMode;
import io.retort.trainer.settings.CheckpointSettings;
import io.retort.trainer.settings.RehearsalSettings;
import io.retort.trainer.settings.TrainerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A trainer of {@link PlainStudent}s as a test runs it, in this process or, by its main method, in one of its own. */
public final class TrainerRun {

    public static final int FENCED = 3;
    public static final int STOPPED_FOR_A_PERSON = 4;
    public static final int DIFFERS = 1;

    private TrainerRun() {}

    public static TrainerSettings settings(String student, Path checkpoints, BatchingMode mode) {
        return new TrainerSettings(
                student,
                checkpoints,
                7,
                new BatchSettings(mode, 16, Duration.ofMillis(50)),
                Duration.ofMillis(100),
                new CheckpointSettings(20, Duration.ofSeconds(2), 3, Duration.ofHours(1)),
                new RehearsalSettings(1, 100),
                Optional.of(Duration.ofMillis(1500)));
    }

    public static TrainerParts parts(String bootstrapServers, TopicNames topics, TrainerSettings settings) {
        return parts(new KafkaSettings(bootstrapServers, Map.of()), topics, settings);
    }

    private static TrainerParts parts(KafkaSettings kafka, TopicNames topics, TrainerSettings settings) {
        return new TrainerParts(
                settings,
                new KafkaClients(kafka, "trainer-" + settings.student()),
                topics,
                new PlainStudents(Labels.SPACE),
                Optional.of(Labels.SPACE),
                Time.system());
    }

    public static TrainerService service(TrainerParts parts) {
        return new TrainerService(parts, new SimpleMeterRegistry(), new Progress(parts.time()));
    }

    /** What a process of its own is started with. */
    public static List<String> arguments(
            String command, String bootstrapServers, TopicNames topics, TrainerSettings settings) {
        return List.of(
                command,
                bootstrapServers,
                topics.prefix(),
                settings.student(),
                settings.checkpoints().toString(),
                settings.batch().mode().name());
    }

    /** Trains until idle, or replays all checkpoints. */
    public static void main(String[] arguments) {
        TrainerParts parts = parts(
                new KafkaSettings(arguments[1], SlowAcknowledgements.properties()),
                new TopicNames(arguments[2]),
                settings(arguments[3], Path.of(arguments[4]), BatchingMode.valueOf(arguments[5])));
        System.exit(run(arguments[0], parts));
    }

    static int run(String command, TrainerParts parts) {
        return command.equals("replay") ? replay(parts) : train(parts);
    }

    private static int train(TrainerParts parts) {
        try (TrainerService service = service(parts)) {
            Runtime.getRuntime().addShutdownHook(new Thread(service::stop));
            service.run();
            return 0;
        } catch (FencedException e) {
            System.out.println("FENCED " + e.getMessage());
            return FENCED;
        } catch (TrainerException e) {
            System.out.println(e.reason() + " " + e.getMessage());
            return STOPPED_FOR_A_PERSON;
        }
    }

    private static int replay(TrainerParts parts) {
        return new Replay(parts, new StopSignal())
                .run(true)
                .match(
                        reproduced -> {
                            System.out.println(
                                    "REPRODUCED " + reproduced.checkpoints().size());
                            return 0;
                        },
                        differs -> {
                            System.out.println("DIFFERS " + differs);
                            return DIFFERS;
                        });
    }
}
