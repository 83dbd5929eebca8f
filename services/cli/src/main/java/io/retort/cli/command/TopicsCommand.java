package io.retort.cli.command;

import io.retort.cli.UserMistake;
import io.retort.cli.Work;
import io.retort.schemas.topic.TopicSizing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code retort topics}. */
@Command(name = "topics", description = "Create Retort's topics, or show them and what is wrong with them.")
public final class TopicsCommand implements Runnable {

    private final Work work;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills it in
    public TopicsCommand(Work work) {
        this.work = work;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to do: create or describe");
    }

    @Command(
            name = "create",
            sortOptions = false,
            description = "Create the topics that are missing, and check those that exist.")
    int create(
            @Mixin ClusterOptions cluster,
            @Option(
                            names = "--partitions",
                            paramLabel = "N",
                            description = "Partitions of prompts, soft labels and the journal (default: 12; 4 with one"
                                    + " replica).")
                    @Nullable Integer partitions,
            @Option(
                            names = "--replicas",
                            paramLabel = "N",
                            description = "Replicas of each partition (default: 3, or as many as there are brokers).")
                    @Nullable Integer replicas)
            throws Exception {
        return work.createTopics(cluster.configuration(new Flags()), brokers -> sizing(brokers, partitions, replicas));
    }

    @Command(
            name = "describe",
            sortOptions = false,
            description = "Show the topics. Ends with 1 if something about them breaks a promise of Retort's.")
    int describe(@Mixin ClusterOptions cluster) throws Exception {
        return work.describeTopics(cluster.configuration(new Flags()));
    }

    private static TopicSizing sizing(int brokers, @Nullable Integer partitions, @Nullable Integer replicas) {
        int copies = replicas == null ? Math.min(brokers, TopicSizing.CLUSTER.replicas()) : replicas;
        TopicSizing base = copies == 1 ? TopicSizing.EMBEDDED : TopicSizing.CLUSTER;
        try {
            return new TopicSizing(
                    partitions == null ? base.partitions() : partitions,
                    copies,
                    Math.max(1, Math.min(base.minInSyncReplicas(), copies)),
                    base.segmentBytes());
        } catch (IllegalArgumentException e) {
            throw new UserMistake(e);
        }
    }
}
