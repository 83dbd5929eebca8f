package io.retort.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.retort.broker.EmbeddedBrokerSettings;
import io.retort.cli.compare.Pair;
import io.retort.cli.compare.PairChoice;
import io.retort.cli.deploy.Decisions;
import io.retort.cli.deploy.DeploymentStatus;
import io.retort.cli.deploy.PersonDecision;
import io.retort.cli.deploy.StatusRequest;
import io.retort.cli.inspect.InspectRequest;
import io.retort.cli.inspect.Inspection;
import io.retort.cli.language.NewStudent;
import io.retort.cli.quickstart.Quickstart;
import io.retort.cli.quickstart.QuickstartBroker;
import io.retort.cli.quickstart.QuickstartSettings;
import io.retort.cli.quickstart.SourcePrompts;
import io.retort.cli.quickstart.Terminal;
import io.retort.cli.service.BrokerRun;
import io.retort.cli.service.ReplayRun;
import io.retort.cli.service.ServiceRun;
import io.retort.cli.service.Services;
import io.retort.cli.settings.Configuration;
import io.retort.cli.topics.Cluster;
import io.retort.cli.topics.Topics;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.huggingface.ModelDirectory;
import io.retort.monitor.MonitorService;
import io.retort.producer.ProducerFigures;
import io.retort.producer.ProducerService;
import io.retort.producer.source.PromptContent;
import io.retort.producer.source.PromptSource;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicSizing;
import io.retort.server.ServerService;
import io.retort.server.gate.GateCheck;
import io.retort.server.gate.GateService;
import io.retort.teacher.Teacher;
import io.retort.teacher.TeacherService;
import io.retort.trainer.TrainerParts;
import io.retort.trainer.TrainerService;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/** Does it with the real things. */
final class LiveWork implements Work {

    private final PrintWriter out;

    LiveWork(PrintWriter out) {
        this.out = out;
    }

    @Override
    public int broker(EmbeddedBrokerSettings settings) throws Exception {
        new BrokerRun(out).untilStopped(settings);
        return ExitCode.OK.code();
    }

    @Override
    public int createTopics(Configuration configuration, IntFunction<TopicSizing> sizing) {
        return new Topics(out).create(configuration, sizing).code();
    }

    @Override
    public int describeTopics(Configuration configuration) throws Exception {
        return new Topics(out).describe(configuration).code();
    }

    @Override
    public int produce(Configuration configuration, PromptSource source) throws Exception {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ProducerService producer = new Services(configuration, meters).producer(source);
        new ServiceRun(configuration, meters).untilStopped(producer, producer.progress(), Optional.empty());
        ProducerFigures figures = producer.figures();
        out.println(
                figures.nothingToDo()
                        ? "nothing to do: all of " + source.id() + " was produced before"
                        : "produced " + figures.prompts() + " prompts of " + source.id() + ", refused "
                                + figures.refused());
        return ExitCode.OK.code();
    }

    @Override
    public int teach(Configuration configuration) throws Exception {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Services services = new Services(configuration, meters);
        try (Teacher teacher = services.openTeacher()) {
            TeacherService service = services.teacher(teacher);
            new ServiceRun(configuration, meters).untilStopped(service, service.progress(), Optional.of(Topic.PROMPTS));
        }
        return ExitCode.OK.code();
    }

    @Override
    public int train(Configuration configuration) throws Exception {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        TrainerService trainer = new Services(configuration, meters).trainer();
        new ServiceRun(configuration, meters).untilStopped(trainer, trainer.progress(), Optional.of(Topic.SOFT_LABELS));
        return ExitCode.OK.code();
    }

    @Override
    public int monitor(Configuration configuration) throws Exception {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Services services = new Services(configuration, meters);
        Optional<Teacher> teacher =
                configuration.monitor().askTeacher() ? Optional.of(services.openTeacher()) : Optional.empty();
        try {
            MonitorService monitor = services.monitor(teacher);
            out.println("page: " + monitor.address());
            new ServiceRun(configuration, meters)
                    .untilStopped(monitor, monitor.progress(), List.of(monitor.readiness()));
        } finally {
            teacher.ifPresent(Teacher::close);
        }
        return ExitCode.OK.code();
    }

    @Override
    public int serve(Configuration configuration) throws Exception {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ServerService server = new Services(configuration, meters).server();
        new ServiceRun(configuration, meters).untilStopped(server, server.progress(), List.of(server.readiness()));
        return ExitCode.OK.code();
    }

    @Override
    public int gate(Configuration configuration) throws Exception {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        GateService gate = new Services(configuration, meters).gate();
        new ServiceRun(configuration, meters)
                .untilStopped(
                        gate, gate.progress(), Optional.of(Topic.SOFT_LABELS), List.of(new GateCheck(gate.figures())));
        return ExitCode.OK.code();
    }

    @Override
    public int decide(Configuration configuration, PersonDecision decision) {
        new Decisions(out).decide(configuration, decision);
        return ExitCode.OK.code();
    }

    @Override
    public int deploymentStatus(Configuration configuration, StatusRequest request) throws Exception {
        new DeploymentStatus(out).print(configuration, request);
        return ExitCode.OK.code();
    }

    @Override
    public int replay(Configuration configuration, boolean all) throws Exception {
        TrainerParts parts = new Services(configuration, new SimpleMeterRegistry()).trainerParts();
        Cluster.reach(configuration.kafka(), "replay").close();
        return new ReplayRun(out).run(parts, all).code();
    }

    @Override
    public int label(PairChoice choice, String text) throws Exception {
        try (Pair pair = choice.load()) {
            pair.printAnswers(text, out);
        }
        return ExitCode.OK.code();
    }

    @Override
    public int evaluate(PairChoice choice, PromptSource source, boolean json) throws Exception {
        List<PromptContent> prompts = new ArrayList<>();
        SourcePrompts.forEach(source, prompts::add);
        try (Pair pair = choice.load()) {
            pair.printComparison(prompts, json, out);
        }
        return ExitCode.OK.code();
    }

    @Override
    public int inspect(Configuration configuration, Optional<Path> quickstart, InspectRequest request)
            throws Exception {
        Inspection inspection = new Inspection(out);
        if (quickstart.isEmpty()) {
            inspection.print(configuration, request);
            return ExitCode.OK.code();
        }
        try (QuickstartBroker broker = QuickstartBroker.in(quickstart.get())) {
            inspection.print(configuration.on(broker.bootstrapServers()), request);
        }
        return ExitCode.OK.code();
    }

    @Override
    public int newStudent(Path teacher, Path output, NewStudent student) throws Exception {
        if (Files.exists(output)) {
            throw new UserMistake("--output: " + output + " is there already; name a new directory");
        }
        student.make(output, ModelDirectory.open(teacher));
        ModelConfiguration made = ModelDirectory.open(output).configuration();
        out.printf(
                Locale.ROOT,
                "%s: %d layers of width %d, %,d parameters%n",
                output,
                made.layers(),
                made.hiddenSize(),
                made.parameters());
        return ExitCode.OK.code();
    }

    @Override
    public int quickstart(QuickstartSettings settings) throws Exception {
        new Quickstart(out, Terminal.current()).run(settings);
        return ExitCode.OK.code();
    }
}
