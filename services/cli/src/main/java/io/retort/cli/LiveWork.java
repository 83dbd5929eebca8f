package io.retort.cli;

import io.retort.broker.EmbeddedBrokerSettings;
import io.retort.cli.service.BrokerRun;
import io.retort.cli.settings.Configuration;
import io.retort.cli.topics.Topics;
import io.retort.schemas.topic.TopicSizing;
import java.io.PrintWriter;
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
}
