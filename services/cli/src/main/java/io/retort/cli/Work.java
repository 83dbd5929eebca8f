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
import java.util.Optional;
import java.util.function.IntFunction;

/** What the commands have done once they have read what the user typed. Each returns the exit code. */
public interface Work {

    /** Runs a broker until it is stopped. */
    int broker(EmbeddedBrokerSettings settings) throws Exception;

    /** @param sizing from the number of brokers */
    int createTopics(Configuration configuration, IntFunction<TopicSizing> sizing) throws Exception;

    int describeTopics(Configuration configuration) throws Exception;

    /** Produces a source's prompts until it ends. */
    int produce(Configuration configuration, PromptSource source) throws Exception;

    /** Labels until it is stopped, or idle. */
    int teach(Configuration configuration) throws Exception;

    /** Trains until it is stopped, or idle. */
    int train(Configuration configuration) throws Exception;

    /** Serves until it is stopped. */
    int serve(Configuration configuration) throws Exception;

    /** Counts the stream and serves the page until it is stopped. */
    int monitor(Configuration configuration) throws Exception;

    /** Judges checkpoints until it is stopped. */
    int gate(Configuration configuration) throws Exception;

    /** Makes a person's decision on what is served. */
    int decide(Configuration configuration, PersonDecision decision) throws Exception;

    /** Shows what is served and why. */
    int deploymentStatus(Configuration configuration, StatusRequest request) throws Exception;

    /** @param all whether to compare every checkpoint on the way, not only the newest */
    int replay(Configuration configuration, boolean all) throws Exception;

    int label(PairChoice pair, String text) throws Exception;

    /** @param json whether a script reads the result */
    int evaluate(PairChoice pair, PromptSource texts, boolean json) throws Exception;

    /** @param quickstart directory of a quickstart, whose broker is asked instead of the configured one */
    int inspect(Configuration configuration, Optional<Path> quickstart, InspectRequest request) throws Exception;

    /**
     * Makes a language model to begin with.
     *
     * @param output new directory
     */
    int newStudent(Path teacher, Path output, NewStudent student) throws Exception;

    int quickstart(QuickstartSettings settings) throws Exception;
}
