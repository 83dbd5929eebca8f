package io.retort.trainer.live;

import io.retort.platform.time.Time;
import io.retort.trainer.label.Portion;
import io.retort.trainer.settings.BatchSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Batches of what came, in the order it came; cut when full or when its oldest record has waited long enough. */
final class ArrivalBatches implements BatchAssembler {

    private static final int BATCHES_AHEAD = 4;

    private record Arrived(ConsumerRecord<byte[], byte[]> record, long at) {}

    private final BatchSettings settings;
    private final Portions portions;
    private final Time time;
    private final Deque<Arrived> waiting = new ArrayDeque<>();

    ArrivalBatches(BatchSettings settings, Map<Integer, Long> next, Time time) {
        this.settings = settings;
        this.portions = new Portions(next);
        this.time = time;
    }

    @Override
    public void add(ConsumerRecord<byte[], byte[]> record) {
        waiting.addLast(new Arrived(record, time.nanos()));
    }

    @Override
    public boolean isFull(int partition) {
        return waiting.size() >= BATCHES_AHEAD * settings.size();
    }

    @Override
    public Optional<List<Portion>> next() {
        return waiting.size() >= settings.size() || hasLingered() ? rest() : Optional.empty();
    }

    @Override
    public Optional<List<Portion>> rest() {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        Map<Integer, List<ConsumerRecord<byte[], byte[]>>> taken = new TreeMap<>();
        for (int i = 0; i < settings.size() && !waiting.isEmpty(); i++) {
            ConsumerRecord<byte[], byte[]> record = waiting.removeFirst().record();
            taken.computeIfAbsent(record.partition(), partition -> new ArrayList<>())
                    .add(record);
        }
        return Optional.of(portions.cut(taken));
    }

    @Override
    public int waiting() {
        return waiting.size();
    }

    private boolean hasLingered() {
        return !waiting.isEmpty() && time.since(waiting.getFirst().at()).compareTo(settings.linger()) >= 0;
    }
}
