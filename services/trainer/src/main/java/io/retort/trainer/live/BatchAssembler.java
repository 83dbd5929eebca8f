package io.retort.trainer.live;

import io.retort.trainer.label.Portion;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Cuts the records that come in into batches. Each record given is in exactly one batch, by offset within a partition. */
interface BatchAssembler {

    /** Takes a record; a partition's by ascending offset. */
    void add(ConsumerRecord<byte[], byte[]> record);

    /** Whether no more records of the partition should be fetched for now. */
    boolean isFull(int partition);

    /** The next batch, if there is one to cut now; portions by ascending partition. */
    Optional<List<Portion>> next();

    /** A batch of what is left where no more will come, whatever its size. */
    Optional<List<Portion>> rest();

    /** Records taken and not yet in a batch. */
    int waiting();
}
