package io.retort.platform.kafka;

import io.retort.platform.config.InvalidSetting;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One {@link TransformLoop}.
 *
 * @param stage whose loop it is, for dead letters, metrics and logs
 * @param inputTopic the topic to read, by its full name
 * @param membership the instance's place in the group that shares the topic
 * @param transactions the instance's transactions
 * @param limits when a batch is full
 * @param retry the waits while something is unavailable
 * @param maxRecordBytes largest record to send, in bytes by {@link RecordSizes}: a record for which a larger one would have
 *     to be sent becomes a dead letter; 1 to {@link KafkaClients#MAX_REQUEST_BYTES}
 * @param untilIdle ends the loop when nothing has come for so long and the input is at its end; empty to go on for ever
 */
public record TransformLoopSettings(
        Stage stage,
        String inputTopic,
        GroupMembership membership,
        TransactionSettings transactions,
        BatchLimits limits,
        RetrySettings retry,
        int maxRecordBytes,
        Optional<Duration> untilIdle) {

    public TransformLoopSettings {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(membership, "membership");
        Objects.requireNonNull(transactions, "transactions");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(retry, "retry");
        if (inputTopic.isBlank()) {
            throw new InvalidSetting("inputTopic", "empty", "a topic's name");
        }
        if (maxRecordBytes < 1 || maxRecordBytes > KafkaClients.MAX_REQUEST_BYTES) {
            throw new InvalidSetting(
                    "maxRecordBytes", maxRecordBytes, "a number from 1 to " + KafkaClients.MAX_REQUEST_BYTES);
        }
        if (untilIdle.isPresent()
                && (untilIdle.get().isNegative() || untilIdle.get().isZero())) {
            throw new InvalidSetting("untilIdle", untilIdle.get(), "a duration above zero such as 10s");
        }
    }
}
