package io.retort.schemas.topic;

/**
 * What about the topics depends on the cluster they are on.
 *
 * @param partitions of prompts, soft labels and the journal, at least 1: no more teachers can share the work
 * @param replicas of each partition, at least 1
 * @param minInSyncReplicas that must have a record before it counts as written, from 1 to {@code replicas}
 * @param segmentBytes size at which a partition begins a new file, at least 16 MiB so that the largest batch fits
 */
public record TopicSizing(int partitions, int replicas, int minInSyncReplicas, int segmentBytes) {

    private static final int MIB = 1024 * 1024;

    /** For the broker in the process: one replica, small files. */
    public static final TopicSizing EMBEDDED = new TopicSizing(4, 1, 1, 64 * MIB);

    /** For a cluster of three brokers or more: a record survives the loss of any one. */
    public static final TopicSizing CLUSTER = new TopicSizing(12, 3, 2, 1024 * MIB);

    public TopicSizing {
        require(partitions >= 1, "partitions", partitions, "at least 1");
        require(replicas >= 1 && replicas <= Short.MAX_VALUE, "replicas", replicas, "1 to " + Short.MAX_VALUE);
        require(
                minInSyncReplicas >= 1 && minInSyncReplicas <= replicas,
                "minInSyncReplicas",
                minInSyncReplicas,
                "1 to the number of replicas, " + replicas);
        require(segmentBytes >= 16 * MIB, "segmentBytes", segmentBytes, "at least 16 MiB");
    }

    int partitionsOf(Topic topic) {
        return switch (topic.spread()) {
            case STREAM -> partitions;
            case ONE -> 1;
            case FOUR -> 4;
        };
    }

    private static void require(boolean allowed, String name, int value, String rule) {
        if (!allowed) {
            throw new IllegalArgumentException(name + " " + value + "; allowed: " + rule);
        }
    }
}
