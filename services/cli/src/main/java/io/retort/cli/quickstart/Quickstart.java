package io.retort.cli.quickstart;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.broker.EmbeddedBroker;
import io.retort.broker.EmbeddedBrokerSettings;
import io.retort.cli.Logging;
import io.retort.cli.service.Services;
import io.retort.cli.service.StopRequest;
import io.retort.cli.settings.Configuration;
import io.retort.learning.labelspace.ClassSet;
import io.retort.monitor.MonitorSettings;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.schemas.topic.TopicCatalogue;
import io.retort.schemas.topic.TopicSizing;
import io.retort.server.ServerSettings;
import io.retort.server.gate.GateSettings;
import io.retort.teacher.Teacher;
import io.retort.teacher.encoder.ZeroShotEncoder;
import io.retort.trainer.settings.CheckpointSettings;
import io.retort.trainer.settings.TrainerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets everything up, has it run, and sums up. */
public final class Quickstart {

    private static final Logger log = LoggerFactory.getLogger(Quickstart.class);

    /** Longest for a stop: what is begun is finished, a checkpoint is written, and student and teacher are compared. */
    private static final Duration STOP = Duration.ofSeconds(60);

    /** Often enough that a stop loses nothing anyone would miss, and that one sees them come. */
    private static final CheckpointSettings CHECKPOINTS =
            new CheckpointSettings(100, Duration.ofSeconds(2), 5, Duration.ofHours(1));

    /** On any port that is free; in windows as short as its stream. */
    private static final MonitorSettings MONITOR = new MonitorSettings(
            MonitorSettings.DEFAULTS.address(),
            0,
            Duration.ofSeconds(1),
            MonitorSettings.DEFAULTS.grace(),
            MonitorSettings.DEFAULTS.history(),
            false,
            Optional.empty(),
            false);

    private final PrintWriter out;
    private final Terminal terminal;

    public Quickstart(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Runs until the stream has ended, or Ctrl-C.
     *
     * @throws Exception the first failure of a service, after all others have been stopped
     */
    @SuppressWarnings("try") // held open, not used
    public void run(QuickstartSettings settings) throws Exception {
        QuickstartDirectory directory = new QuickstartDirectory(settings.directory());
        StopFlag stop = new StopFlag();
        try (FileChannel lock = directory.lock();
                StopRequest request = new StopRequest(stop::raise, STOP)) {
            if (settings.classes().isPresent()) {
                directory.keepClasses(settings.classes().get());
            }
            ClassSet classes = directory.classes();
            Stream stream = Stream.of(settings, directory);
            Logging.toFile(directory.log());
            log.atInfo().addKeyValue("directory", directory.path()).log("quickstart begins");
            long started = System.nanoTime();
            try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBrokerSettings.in(directory.broker()))) {
                out.println("Kafka runs at " + broker.bootstrapServers() + ", all data in " + directory.path());
                out.flush();
                run(settings, directory, classes, stream, configuration(settings, directory, broker), stop, started);
            }
        }
    }

    private void run(
            QuickstartSettings settings,
            QuickstartDirectory directory,
            ClassSet classes,
            Stream stream,
            Configuration configuration,
            StopFlag stop,
            long started)
            throws Exception {
        try (Admin admin = configuration.clients("quickstart").admin()) {
            TopicCatalogue.create(admin, configuration.topics(), TopicSizing.EMBEDDED);
        }
        stream.state().write(directory.stream());
        MeterRegistry meters = new SimpleMeterRegistry();
        try (Teacher teacher =
                ZeroShotEncoder.open(classes, configuration.encoder().zeroShot())) {
            Session.End end;
            try (Session session = session(settings, directory, configuration, stream, classes, teacher, meters)) {
                end = session.run(terminal.display(out, stream.expected()), stop);
            }
            if (end.complete()) {
                stream.state().asFinished().write(directory.stream());
            }
            out.println("comparing student and teacher ...");
            out.flush();
            Summary summary = new Conclusion(configuration, directory, classes, stream, teacher).summary(end, started);
            SummaryFile.write(summary, directory.summary());
            new SummaryText(out).print(summary, settings.directory());
        }
    }

    private Session session(
            QuickstartSettings settings,
            QuickstartDirectory directory,
            Configuration configuration,
            Stream stream,
            ClassSet classes,
            Teacher teacher,
            MeterRegistry meters)
            throws IOException {
        Services services = new Services(configuration, meters);
        Optional<Serving> serving = Optional.empty();
        if (settings.serve()) {
            serving = Optional.of(new Serving(
                    configuration,
                    services,
                    () -> ZeroShotEncoder.open(classes, configuration.encoder().zeroShot()),
                    directory.addresses(),
                    out));
        } else {
            new Addresses(configuration.kafka().bootstrapServers(), Optional.empty(), Optional.empty())
                    .write(directory.addresses());
        }
        return new Session(configuration, services, stream, teacher, meters, serving);
    }

    private static Configuration configuration(
            QuickstartSettings settings, QuickstartDirectory directory, EmbeddedBroker broker) {
        Configuration defaults = Configuration.read(Optional.empty(), Map.of(), List.of());
        TrainerSettings trainer = TrainerSettings.of(QuickstartDirectory.STUDENT, directory.checkpoints());
        return new Configuration(
                new KafkaSettings(broker.bootstrapServers()),
                defaults.topics(),
                defaults.producer(),
                defaults.teacher(),
                defaults.encoder(),
                new TrainerSettings(
                        trainer.student(),
                        trainer.checkpoints(),
                        settings.seed(),
                        trainer.batch(),
                        trainer.journalInterval(),
                        CHECKPOINTS,
                        trainer.rehearsal(),
                        Optional.empty()),
                defaults.student(),
                ServerSettings.of(directory.checkpoints()).alone(),
                GateSettings.of(QuickstartDirectory.STUDENT, directory.checkpoints()),
                MONITOR,
                defaults.http());
    }
}
