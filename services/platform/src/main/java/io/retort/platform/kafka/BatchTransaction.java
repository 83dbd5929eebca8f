package io.retort.platform.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A batch whose outcomes are all at hand, as one transaction: what was made of its records, dead letters and offsets. It can
 * be run any number of times, and sends the same each time.
 */
final class BatchTransaction implements TransactionBody {

    /** The reason of a dead letter whose result does not fit the topic. */
    static final String TOO_LARGE = "result-too-large";

    private final Batch batch;
    private final ConsumerGroupMetadata group;
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    private BatchTransaction(Batch batch, ConsumerGroupMetadata group) {
        this.batch = batch;
        this.group = group;
    }

    /**
     * @param group the group's metadata as the last poll left it: each partition of the batch has been ours without a break
     *     since the poll that gave its records, or it would have been dropped
     */
    static BatchTransaction of(
            Batch batch, ConsumerGroupMetadata group, DeadLetters deadLetters, Stage stage, int maxRecordBytes) {
        BatchTransaction transaction = new BatchTransaction(batch, group);
        for (Batch.Entry entry : batch.entries()) {
            transaction.add(entry, deadLetters, stage, maxRecordBytes);
        }
        return transaction;
    }

    @Override
    public void run(Transaction transaction) {
        for (ProducerRecord<byte[], byte[]> record : records) {
            // A send that fails is thrown by the flush.
            var unused = transaction.send(record);
        }
        // The client sends no record while offsets are under way: waiting here costs nothing, and names a failure
        // first.
        transaction.flush();
        transaction.sendOffsets(batch.offsets(), group);
    }

    /** How many records were transformed. */
    int transformed() {
        return batch.entries().size() - refusals.size();
    }

    /** The reason of each dead letter. */
    List<String> refusals() {
        return refusals;
    }

    private void add(Batch.Entry entry, DeadLetters deadLetters, Stage stage, int maxRecordBytes) {
        TransformOutcome outcome = entry.outcome();
        if (outcome == null) {
            throw new IllegalStateException("a record has no outcome yet");
        }
        List<ProducerRecord<byte[], byte[]>> sent = outcome.match(
                done -> tooLarge(done, maxRecordBytes)
                        .map(refused -> List.of(letter(entry, refused, deadLetters, stage)))
                        .orElse(done.records()),
                refused -> List.of(letter(entry, refused, deadLetters, stage)),
                unavailable -> {
                    throw new IllegalStateException("a record is not done yet");
                });
        records.addAll(sent);
    }

    private ProducerRecord<byte[], byte[]> letter(
            Batch.Entry entry, TransformOutcome.Refused refused, DeadLetters deadLetters, Stage stage) {
        refusals.add(refused.reason());
        return deadLetters.of(entry.record(), stage, refused.reason(), refused.message(), entry.attempts());
    }

    /** A record that is too large would fail the transaction each time it is tried, and with it the whole batch. */
    private static Optional<TransformOutcome.Refused> tooLarge(
            TransformOutcome.Transformed transformed, int maxRecordBytes) {
        return transformed.records().stream()
                .filter(record -> RecordSizes.upperBound(record) > maxRecordBytes)
                .findFirst()
                .map(record -> new TransformOutcome.Refused(
                        TOO_LARGE,
                        "the result takes " + RecordSizes.upperBound(record) + " bytes, " + record.topic() + " takes "
                                + maxRecordBytes));
    }
}
