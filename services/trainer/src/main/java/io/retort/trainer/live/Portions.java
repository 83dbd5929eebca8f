package io.retort.trainer.live;

import io.retort.trainer.label.Portion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns records into portions that abut, partition by partition. */
final class Portions {

    private final Map<Integer, Long> next;

    /**
     * @param next first offset of each partition that is in no portion yet
     */
    Portions(Map<Integer, Long> next) {
        this.next = new TreeMap<>(next);
    }

    /**
     * @param records by partition, then by offset
     */
    List<Portion> cut(Map<Integer, List<ConsumerRecord<byte[], byte[]>>> records) {
        List<Portion> portions = new ArrayList<>();
        new TreeMap<>(records).forEach((partition, taken) -> {
            long from = Objects.requireNonNull(next.get(partition), "a record of a partition that is not assigned");
            Portion portion = new Portion(partition, from, taken);
            next.put(partition, portion.to());
            portions.add(portion);
        });
        return portions;
    }
}
