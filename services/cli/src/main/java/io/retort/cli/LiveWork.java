package io.retort.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.broker.EmbeddedBrokerSettings;
import io.retort.cli.compare.Comparison;
import io.retort.cli.compare.ComparisonReport;
import io.retort.cli.compare.Pair;
import io.retort.cli.compare.PairChoice;
import io.retort.cli.compare.SideBySide;
import io.retort.cli.inspect.InspectRequest;
import io.retort.cli.inspect.Inspection;
import io.retort.cli.quickstart.Quickstart;
import io.retort.cli.quickstart.QuickstartBroker;
import io.retort.cli.quickstart.QuickstartSettings;
import io.retort.cli.quickstart.SourceTexts;
import io.retort.cli.quickstart.Terminal;
import io.retort.cli.service.BrokerRun;
import io.retort.cli.service.ReplayRun;
import io.retort.cli.service.ServiceRun;
import io.retort.cli.service.Services;
import io.retort.cli.settings.Configuration;
import io.retort.cli.topics.Cluster;
import io.retort.cli.topics.Topics;
import io.retort.producer.ProducerFigures;
import io.retort.producer.ProducerService;
import io.retort.producer.source.PromptSource;
import io.retort.schemas.topic.TopicSizing;
import io.retort.teacher.Teacher;
import io.retort.trainer.TrainerParts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    public int produce(Configuration configuration, PromptSource source) {
        ProducerService producer = services(configuration).producer(source);
        ServiceRun.untilStopped(producer);
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
        Services services = services(configuration);
        try (Teacher teacher = services.encoder()) {
            ServiceRun.untilStopped(services.teacher(teacher));
        }
        return ExitCode.OK.code();
    }

    @Override
    public int train(Configuration configuration) {
        ServiceRun.untilStopped(services(configuration).trainer());
        return ExitCode.OK.code();
    }

    @Override
    public int replay(Configuration configuration, boolean all) {
        TrainerParts parts = services(configuration).trainerParts();
        Cluster.reach(configuration.kafka(), "replay").close();
        return new ReplayRun(out).run(parts, all).code();
    }

    @Override
    public int label(PairChoice choice, String text) throws Exception {
        try (Pair pair = choice.load()) {
            new SideBySide(out).print(pair, text);
        }
        return ExitCode.OK.code();
    }

    @Override
    public int evaluate(PairChoice choice, PromptSource source, boolean json) throws Exception {
        List<String> texts = new ArrayList<>();
        SourceTexts.forEach(source, texts::add);
        ComparisonReport report = new ComparisonReport(out);
        try (Pair pair = choice.load()) {
            Comparison comparison = pair.comparer().compare(texts);
            if (json) {
                report.printJson(comparison);
            } else {
                report.print(comparison);
            }
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
    public int quickstart(QuickstartSettings settings) throws Exception {
        new Quickstart(out, Terminal.current()).run(settings);
        return ExitCode.OK.code();
    }

    private static Services services(Configuration configuration) {
        return new Services(configuration, new SimpleMeterRegistry());
    }
}
