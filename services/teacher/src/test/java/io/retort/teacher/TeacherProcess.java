package io.retort.teacher;

import io.retort.schemas.topic.TopicNames;
import java.time.Duration;

/** A teacher service in a process of its own, to be killed: arguments are bootstrap servers, topic prefix and instance. */
final class TeacherProcess {

    private TeacherProcess() {}

    public static void main(String[] arguments) throws Throwable {
        TeacherSettings small = RunningTeacher.settings(arguments[2]);
        // Batches large enough that a good part of the time is spent within a transaction.
        TeacherSettings settings = new TeacherSettings(
                small.instance(),
                new BatchSettings(500, 1_000_000, Duration.ofMillis(5)),
                small.retry(),
                small.sessionTimeout(),
                small.grantId(),
                small.untilIdle());
        try (RunningTeacher running = RunningTeacher.start(
                arguments[0], new TopicNames(arguments[1]), settings, new ScriptedTeacher(arguments[2]))) {
            System.out.println("started");
            running.awaitEnd();
        }
    }
}
