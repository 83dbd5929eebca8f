package io.retort.cli.settings;

import io.retort.cli.UserMistake;
import io.retort.learning.student.StudentFactory;
import io.retort.monitor.MonitorSettings;
import io.retort.platform.config.Flag;
import io.retort.platform.config.Settings;
import io.retort.platform.http.EndpointSettings;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.producer.ProducerSettings;
import io.retort.schemas.topic.TopicNames;
import io.retort.server.ServerSettings;
import io.retort.server.gate.GateSettings;
import io.retort.teacher.BatchSettings;
import io.retort.teacher.TeacherSettings;
import io.retort.trainer.settings.TrainerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file, the environment and the command line say together. One file may serve every command: each takes the sections
 * it needs, and all are checked.
 *
 * @param kafka which cluster
 * @param topics the topics' names on it
 * @param producer a producer of any source
 * @param teacher an instance of the teacher service
 * @param encoder the teacher in it where that classifies
 * @param languageTeacher the teacher in it where it is a language model
 * @param trainer a student's trainer
 * @param student what a new text classifier is made as
 * @param languageStudent what a new language model is made as
 * @param server a server of what is promoted
 * @param gate what decides which of a student's checkpoints are served; its student and its directory are the trainer's
 *     unless it has its own
 * @param monitor an instance of the monitor, with its page
 * @param http where a service shows its health and metrics
 */
public record Configuration(
        KafkaSettings kafka,
        TopicNames topics,
        ProducerSettings producer,
        TeacherSettings teacher,
        EncoderSettings encoder,
        LanguageTeacherSettings languageTeacher,
        TrainerSettings trainer,
        StudentSettings student,
        LanguageStudentOptions languageStudent,
        ServerSettings server,
        GateSettings gate,
        MonitorSettings monitor,
        EndpointSettings http) {

    private static final String ANY_BROKER = "localhost:9092";
    private static final String NOT_GIVEN = "not-given";

    /**
     * Reads it.
     *
     * @throws io.retort.platform.config.InvalidSettingsException naming every fault
     */
    public static Configuration read(Optional<Path> file, Map<String, String> environment, List<Flag> flags) {
        if (file.isPresent() && !Files.isReadable(file.get())) {
            throw new UserMistake("--config: " + file.get() + " cannot be read");
        }
        Settings settings = Settings.of(file.orElse(null), environment, flags);
        LanguageTeacherSettings languageTeacher =
                settings.section("languageTeacher", LanguageTeacherSettings.class, LanguageTeacherSettings.standard());
        LanguageStudentOptions languageStudent =
                settings.section("languageStudent", LanguageStudentOptions.class, LanguageStudentOptions.standard());
        Configuration configuration = new Configuration(
                settings.section("kafka", KafkaSettings.class, new KafkaSettings(ANY_BROKER)),
                settings.section("topics", TopicNames.class, TopicNames.standard()),
                settings.section("producer", ProducerSettings.class, ProducerSettings.DEFAULTS),
                settings.section("teacher", TeacherSettings.class, teacher(languageTeacher)),
                settings.section("encoder", EncoderSettings.class, EncoderSettings.standard()),
                languageTeacher,
                settings.section("trainer", TrainerSettings.class, trainer(languageStudent)),
                settings.section("student", StudentSettings.class, StudentSettings.standard()),
                languageStudent,
                settings.section("server", ServerSettings.class, ServerSettings.of(Path.of(NOT_GIVEN))),
                settings.section("gate", GateSettings.class, GateSettings.of(NOT_GIVEN, Path.of(NOT_GIVEN))),
                settings.section("monitor", MonitorSettings.class, MonitorSettings.DEFAULTS),
                settings.section("http", EndpointSettings.class, EndpointSettings.DEFAULTS));
        settings.orThrow();
        return configuration;
    }

    private static TeacherSettings teacher(LanguageTeacherSettings language) {
        TeacherSettings standard = TeacherSettings.of("teacher");
        return language.model().isPresent() ? standard.withBatch(BatchSettings.OF_LANGUAGE_MODELS) : standard;
    }

    private static TrainerSettings trainer(LanguageStudentOptions language) {
        TrainerSettings standard = TrainerSettings.of(NOT_GIVEN, Path.of(NOT_GIVEN));
        return language.initial().isPresent() ? standard.ofLanguageModel() : standard;
    }

    /** The trainer's settings of a command that cannot do without a student. */
    public TrainerSettings requireTrainer() {
        if (trainer.student().equals(NOT_GIVEN)) {
            throw new UserMistake("which student? Give --student, or trainer.student in the configuration");
        }
        if (trainer.checkpoints().equals(Path.of(NOT_GIVEN))) {
            throw new UserMistake(
                    "where are its checkpoints? Give --checkpoints, or trainer.checkpoints in the" + " configuration");
        }
        return trainer;
    }

    /** The server's settings of a command that cannot do without checkpoints. */
    public ServerSettings requireServer() {
        if (server.checkpoints().equals(Path.of(NOT_GIVEN))) {
            throw new UserMistake(
                    "where are the checkpoints? Give --checkpoints, or server.checkpoints in the" + " configuration");
        }
        return server;
    }

    /** The gate's settings of a command that cannot do without a student. */
    public GateSettings requireGate() {
        GateSettings own = gate;
        if (own.student().equals(NOT_GIVEN)) {
            own = own.withStudent(trainer.student());
        }
        if (own.checkpoints().equals(Path.of(NOT_GIVEN))) {
            own = own.withCheckpoints(trainer.checkpoints());
        }
        if (own.student().equals(NOT_GIVEN)) {
            throw new UserMistake("which student? Give --student, or gate.student in the configuration");
        }
        if (own.checkpoints().equals(Path.of(NOT_GIVEN))) {
            throw new UserMistake(
                    "where are its checkpoints? Give --checkpoints, or gate.checkpoints in the configuration");
        }
        return own;
    }

    /** The same on another broker, which lets everyone in. */
    public Configuration on(String bootstrapServers) {
        return new Configuration(
                new KafkaSettings(bootstrapServers),
                topics,
                producer,
                teacher,
                encoder,
                languageTeacher,
                trainer,
                student,
                languageStudent,
                server,
                gate,
                monitor,
                http);
    }

    /** The same but for what a recipe decides. */
    public Configuration with(
            TeacherSettings changedTeacher,
            TrainerSettings changedTrainer,
            LanguageStudentOptions changedStudent,
            GateSettings changedGate) {
        return new Configuration(
                kafka,
                topics,
                producer,
                changedTeacher,
                encoder,
                languageTeacher,
                changedTrainer,
                student,
                changedStudent,
                server,
                changedGate,
                monitor,
                http);
    }

    /** Makes and loads students of every kind. */
    public StudentFactory students() {
        return new Students(student.factory(), languageStudent);
    }

    /** @param role what the clients are for, such as {@code trainer} */
    public KafkaClients clients(String role) {
        return new KafkaClients(kafka, "retort-" + role);
    }
}
