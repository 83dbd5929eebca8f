package io.retort.server.gate;

import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.time.Time;
import io.retort.schemas.topic.TopicNames;
import io.retort.server.checkpoint.CheckpointFetcher;

/**
 * What a gate is wired from.
 *
 * @param settings how it judges
 * @param clients to the cluster
 * @param topics their names
 * @param fetcher of checkpoints' files
 * @param time its clocks
 */
public record GateParts(
        GateSettings settings, KafkaClients clients, TopicNames topics, CheckpointFetcher fetcher, Time time) {}
