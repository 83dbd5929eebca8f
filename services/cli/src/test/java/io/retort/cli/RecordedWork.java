package io.retort.cli;

import io.retort.broker.EmbeddedBrokerSettings;
import io.retort.cli.compare.PairChoice;
import io.retort.cli.deploy.PersonDecision;
import io.retort.cli.deploy.StatusRequest;
import io.retort.cli.inspect.InspectRequest;
import io.retort.cli.language.NewStudent;
import io.retort.cli.quickstart.QuickstartSettings;
import io.retort.cli.settings.Configuration;
import io.retort.producer.source.PromptSource;
import io.retort.schemas.topic.TopicSizing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Does nothing but remember what it was asked for, and fails if it is told to. */
final class RecordedWork implements Work {

    final List<Object> asked = new ArrayList<>();

    @Nullable Exception failure;

    @Override
    public int broker(EmbeddedBrokerSettings settings) throws Exception {
        return done(settings);
    }

    @Override
    public int createTopics(Configuration configuration, IntFunction<TopicSizing> sizing) throws Exception {
        return done(configuration, sizing);
    }

    @Override
    public int describeTopics(Configuration configuration) throws Exception {
        return done(configuration);
    }

    @Override
    public int produce(Configuration configuration, PromptSource source) throws Exception {
        return done(configuration, source);
    }

    @Override
    public int teach(Configuration configuration) throws Exception {
        return done(configuration);
    }

    @Override
    public int train(Configuration configuration) throws Exception {
        configuration.requireTrainer();
        return done(configuration);
    }

    @Override
    public int monitor(Configuration configuration) throws Exception {
        return done(configuration);
    }

    @Override
    public int serve(Configuration configuration) throws Exception {
        configuration.requireServer();
        return done(configuration);
    }

    @Override
    public int gate(Configuration configuration) throws Exception {
        return done(configuration, configuration.requireGate());
    }

    @Override
    public int decide(Configuration configuration, PersonDecision decision) throws Exception {
        return done(configuration, decision);
    }

    @Override
    public int deploymentStatus(Configuration configuration, StatusRequest request) throws Exception {
        return done(configuration, request);
    }

    @Override
    public int replay(Configuration configuration, boolean all) throws Exception {
        configuration.requireTrainer();
        return done(configuration, all);
    }

    @Override
    public int label(PairChoice pair, String text) throws Exception {
        return done(pair, text);
    }

    @Override
    public int evaluate(PairChoice pair, PromptSource texts, boolean json) throws Exception {
        return done(pair, texts, json);
    }

    @Override
    public int inspect(Configuration configuration, Optional<Path> quickstart, InspectRequest request)
            throws Exception {
        return done(configuration, quickstart, request);
    }

    @Override
    public int newStudent(Path teacher, Path output, NewStudent student) throws Exception {
        return done(teacher, output, student);
    }

    @Override
    public int quickstart(QuickstartSettings settings) throws Exception {
        return done(settings);
    }

    private int done(Object... what) throws Exception {
        asked.addAll(List.of(what));
        if (failure != null) {
            throw failure;
        }
        return ExitCode.OK.code();
    }
}
