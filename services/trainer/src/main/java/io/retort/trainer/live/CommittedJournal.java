package io.retort.trainer.live;

import io.retort.trainer.checkpoint.AnnouncedCheckpoint;
import java.util.Map;
import java.util.Optional;

/**
 * What a journal transaction made true.
 *
 * @param entryOffsets where each of its entries stands, by number
 * @param announced the checkpoint it announced
 */
record CommittedJournal(Map<Long, Long> entryOffsets, Optional<AnnouncedCheckpoint> announced) {}
