package io.retort.producer;

import io.retort.platform.kafka.Transaction;
import io.retort.platform.kafka.TransactionBody;
import io.retort.producer.source.GroupOffsets;
import io.retort.producer.source.RefusalReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What one transaction of the producer holds. It may be sent again and is the same then.
 *
 * @param records prompts and dead letters, in the source's order
 * @param refusals how many of them are dead letters, by reason
 * @param before the source's position before them
 * @param after and behind them
 * @param afterRecord the record that says so in the sources topic
 * @param offsets for a source that is a topic, the offsets behind them
 */
record PromptBatch(
        List<ProducerRecord<byte[], byte[]>> records,
        Map<RefusalReason, Integer> refusals,
        CommittedPosition before,
        CommittedPosition after,
        ProducerRecord<byte[], byte[]> afterRecord,
        Optional<GroupOffsets> offsets)
        implements TransactionBody {

    PromptBatch {
        records = List.copyOf(records);
        refusals = Map.copyOf(refusals);
    }

    /** Whether sending it would change anything. */
    boolean isWorthSending() {
        return !records.isEmpty() || !before.equals(after);
    }

    int refused() {
        return refusals.values().stream().mapToInt(Integer::intValue).sum();
    }

    int prompts() {
        return records.size() - refused();
    }

    // The transaction notes a failed send and does not commit: the futures need no look.
    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void run(Transaction transaction) {
        records.forEach(transaction::send);
        transaction.send(afterRecord);
        offsets.filter(behind -> !behind.offsets().isEmpty())
                .ifPresent(behind -> transaction.sendOffsets(behind.offsets(), behind.group()));
    }
}
