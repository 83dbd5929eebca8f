package io.retort.trainer.live;

import io.retort.schemas.record.JournalEntry;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An entry that is not committed yet.
 *
 * @param entry the entry
 * @param deadLetters of what its tiles refused, to be committed with it
 */
record PendingEntry(JournalEntry entry, List<ProducerRecord<byte[], byte[]>> deadLetters) {}
