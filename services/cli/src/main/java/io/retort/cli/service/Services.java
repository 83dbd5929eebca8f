package io.retort.cli.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.retort.cli.ask.AskedTeacher;
import io.retort.cli.ask.ServedStudent;
import io.retort.cli.settings.Configuration;
import io.retort.monitor.MonitorService;
import io.retort.monitor.ask.AskedModel;
import io.retort.monitor.ask.AskedModels;
import io.retort.platform.lifecycle.Progress;
import io.retort.platform.time.Time;
import io.retort.producer.ProducerService;
import io.retort.producer.source.PromptSource;
import io.retort.server.ServerService;
import io.retort.server.checkpoint.CheckpointFetcher;
import io.retort.server.gate.GateParts;
import io.retort.server.gate.GateService;
import io.retort.server.gate.GateSettings;
import io.retort.teacher.Teacher;
import io.retort.teacher.TeacherService;
import io.retort.teacher.encoder.ZeroShotEncoder;
import io.retort.trainer.TrainerParts;
import io.retort.trainer.TrainerService;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The services of one configuration. */
public final class Services {

    private final Configuration configuration;
    private final MeterRegistry meters;

    public Services(Configuration configuration, MeterRegistry meters) {
        this.configuration = configuration;
        this.meters = meters;
    }

    public ProducerService producer(PromptSource source) {
        return new ProducerService(
                configuration.clients("producer"), configuration.topics(), source, configuration.producer(), meters);
    }

    /** The language model, if one is named, else the encoder with its classes read. The caller closes it. */
    public Teacher openTeacher() throws IOException {
        if (configuration.languageTeacher().model().isPresent()) {
            return configuration.languageTeacher().open();
        }
        return ZeroShotEncoder.open(
                configuration.encoder().classSet(), configuration.encoder().zeroShot());
    }

    /** @param teacher outlives the service */
    public TeacherService teacher(Teacher teacher) {
        return new TeacherService(
                teacher, configuration.teacher(), configuration.clients("teacher"), configuration.topics(), meters);
    }

    public ServerService server() throws IOException {
        return new ServerService(
                configuration.requireServer(), configuration.clients("server"), configuration.topics(), meters);
    }

    /** @param teacher whom the page may ask; outlives the service */
    public MonitorService monitor(Optional<Teacher> teacher) {
        Optional<AskedModel> student =
                configuration.monitor().studentApi().map(api -> new ServedStudent(URI.create(api)));
        return monitor(new AskedModels(student, teacher.map(AskedTeacher::new)));
    }

    /** @param models whom the page may ask */
    public MonitorService monitor(AskedModels models) {
        return new MonitorService(
                configuration.monitor(), configuration.kafka(), configuration.topics(), models, meters);
    }

    public TrainerService trainer() throws IOException {
        return new TrainerService(trainerParts(), meters, new Progress(Time.system()));
    }

    public GateService gate() {
        GateSettings settings = configuration.requireGate();
        return new GateService(
                new GateParts(
                        settings,
                        configuration.clients("gate"),
                        configuration.topics(),
                        new CheckpointFetcher(settings.checkpoints()),
                        Time.system()),
                meters,
                new Progress(Time.system()));
    }

    /** What a trainer, or a replay, is wired from. */
    public TrainerParts trainerParts() throws IOException {
        return new TrainerParts(
                configuration.requireTrainer(),
                configuration.clients("trainer"),
                configuration.topics(),
                configuration.students(),
                configuration.student().labelSpace(),
                Time.system());
    }
}
