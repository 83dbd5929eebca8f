package io.retort.teacher;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A teacher service on a thread of its own. Closing it stops it and passes its failure on. */
final class RunningTeacher implements AutoCloseable {

    private static final long LIMIT_SECONDS = 60;

    private final TeacherService service;
    private final CompletableFuture<Void> end;

    private RunningTeacher(TeacherService service) {
        this.service = service;
        this.end = CompletableFuture.runAsync(service::run, task -> new Thread(task, "teacher").start());
    }

    static RunningTeacher start(String bootstrapServers, TopicNames names, TeacherSettings settings, Teacher teacher) {
        KafkaClients clients = new KafkaClients(new KafkaSettings(bootstrapServers), "teacher-" + settings.instance());
        return new RunningTeacher(new TeacherService(teacher, settings, clients, names, new SimpleMeterRegistry()));
    }

    /** Small batches, short waits. */
    static TeacherSettings settings(String instance) {
        TeacherSettings standard = TeacherSettings.of(instance);
        return new TeacherSettings(
                instance,
                new BatchSettings(16, 4_096, Duration.ofMillis(20)),
                standard.retry(),
                standard.sessionTimeout(),
                standard.grantId(),
                standard.untilIdle());
    }

    TeacherService service() {
        return service;
    }

    /** Waits until it ends by itself and throws what it threw. */
    void awaitEnd() throws Throwable {
        try {
            end.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        service.stop();
        try {
            end.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the teacher did not end as it should", e);
        } finally {
            service.close();
        }
    }
}
