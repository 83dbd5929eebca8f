package io.retort.cli.quickstart;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.broker.EmbeddedBroker;
import io.retort.broker.EmbeddedBrokerSettings;
import io.retort.cli.Logging;
import io.retort.cli.UserMistake;
import io.retort.cli.service.Services;
import io.retort.cli.service.StopRequest;
import io.retort.cli.settings.Configuration;
import io.retort.monitor.MonitorSettings;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.schemas.topic.TopicCatalogue;
import io.retort.schemas.topic.TopicSizing;
import io.retort.server.ServerSettings;
import io.retort.server.gate.GateSettings;
import io.retort.teacher.Teacher;
import io.retort.trainer.settings.CheckpointSettings;
import io.retort.trainer.settings.TrainerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
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
    private static final Duration STOP = Duration.ofMinutes(3);

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
            Recipe recipe = recipe(settings, directory);
            Stream stream = Stream.of(settings, directory, recipe.generatedPrompts());
            Logging.toFile(directory.log());
            log.atInfo().addKeyValue("directory", directory.path()).log("quickstart begins");
            long started = System.nanoTime();
            try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBrokerSettings.in(directory.broker()))) {
                out.println("Kafka runs at " + broker.bootstrapServers() + ", all data in " + directory.path());
                out.flush();
                Configuration configuration = recipe.applyTo(configuration(settings, directory, broker));
                run(settings, recipe, new Run(directory, configuration, stream, started), stop);
            }
        }
    }

    private Recipe recipe(QuickstartSettings settings, QuickstartDirectory directory) throws IOException {
        if (settings.recipe() instanceof RecipeChoice.LanguageModel chosen) {
            return new LanguageModelRecipe(LanguageModelRecipe.models(chosen, directory), out);
        }
        Optional<LanguageModels> before = directory.languageModels();
        if (settings.recipe() instanceof RecipeChoice.Classifier chosen) {
            if (before.isPresent()) {
                throw new UserMistake(
                        "the student in " + directory.path() + " is a language model; name another" + " --directory");
            }
            if (chosen.classes().isPresent()) {
                directory.keepClasses(chosen.classes().get());
            }
        }
        return before.isPresent()
                ? new LanguageModelRecipe(before.get(), out)
                : new ClassifierRecipe(directory.classes(), out);
    }

    private void run(QuickstartSettings settings, Recipe recipe, Run run, StopFlag stop) throws Exception {
        try (Admin admin = run.configuration().clients("quickstart").admin()) {
            TopicCatalogue.create(admin, run.configuration().topics(), TopicSizing.EMBEDDED);
        }
        run.stream().state().write(run.directory().stream());
        MeterRegistry meters = new SimpleMeterRegistry();
        try (Teacher teacher = recipe.openTeacher()) {
            Session.End end;
            try (Session session = session(settings, recipe, run, teacher, meters)) {
                end = session.run(terminal.display(out, run.stream().expected()), stop);
            }
            if (end.complete()) {
                run.stream().state().asFinished().write(run.directory().stream());
            }
            out.println("comparing student and teacher ...");
            out.flush();
            recipe.conclude(run, end, teacher);
        }
    }

    private Session session(QuickstartSettings settings, Recipe recipe, Run run, Teacher teacher, MeterRegistry meters)
            throws IOException {
        Services services = new Services(run.configuration(), meters);
        Path addresses = run.directory().addresses();
        Optional<Serving> serving = Optional.empty();
        if (settings.serve()) {
            serving = Optional.of(new Serving(
                    run.configuration(), services, recipe.askedTeacher(), addresses, recipe.question(), out));
        } else {
            new Addresses(run.configuration().kafka().bootstrapServers(), Optional.empty(), Optional.empty())
                    .write(addresses);
        }
        return new Session(run.configuration(), services, run.stream(), teacher, recipe.mostWaiting(), meters, serving);
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
                defaults.languageTeacher(),
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
                defaults.languageStudent(),
                ServerSettings.of(directory.checkpoints()).alone(),
                GateSettings.of(QuickstartDirectory.STUDENT, directory.checkpoints()),
                MONITOR,
                defaults.http());
    }
}
