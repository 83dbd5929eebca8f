package io.retort.trainer.live;

import io.retort.trainer.label.Portion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Batches of a fixed quota from each partition. Time cuts none, so the log alone decides what is in each. Where the log
 * ends, {@link #rest} goes on with up to the quota from each partition until nothing is left.
 */
final class LogOrderBatches implements BatchAssembler {

    private static final int BATCHES_AHEAD = 4;

    private final int quota;
    private final Portions portions;
    private final Map<Integer, Deque<ConsumerRecord<byte[], byte[]>>> waiting = new TreeMap<>();

    /**
     * @param batchSize records in a batch, shared evenly by the partitions, rounded up
     * @param next first offset of each partition that is in no batch yet
     */
    LogOrderBatches(int batchSize, Map<Integer, Long> next) {
        this.quota = (batchSize + next.size() - 1) / next.size();
        this.portions = new Portions(next);
        next.keySet().forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
    }

    @Override
    public void add(ConsumerRecord<byte[], byte[]> record) {
        of(record.partition()).addLast(record);
    }

    @Override
    public boolean isFull(int partition) {
        return of(partition).size() >= BATCHES_AHEAD * quota;
    }

    @Override
    public Optional<List<Portion>> next() {
        boolean isComplete = waiting.values().stream().allMatch(records -> records.size() >= quota);
        return isComplete ? rest() : Optional.empty();
    }

    @Override
    public Optional<List<Portion>> rest() {
        Map<Integer, List<ConsumerRecord<byte[], byte[]>>> taken = new TreeMap<>();
        waiting.forEach((partition, records) -> {
            List<ConsumerRecord<byte[], byte[]>> share = new ArrayList<>(quota);
            while (share.size() < quota && !records.isEmpty()) {
                share.add(records.removeFirst());
            }
            if (!share.isEmpty()) {
                taken.put(partition, share);
            }
        });
        return taken.isEmpty() ? Optional.empty() : Optional.of(portions.cut(taken));
    }

    @Override
    public int waiting() {
        return waiting.values().stream().mapToInt(Deque::size).sum();
    }

    private Deque<ConsumerRecord<byte[], byte[]>> of(int partition) {
        Deque<ConsumerRecord<byte[], byte[]>> records = waiting.get(partition);
        if (records == null) {
            throw new IllegalArgumentException(
                    "partition " + partition + " is not among the assigned " + waiting.keySet());
        }
        return records;
    }
}
