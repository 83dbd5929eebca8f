package io.retort.trainer.checkpoint;

import io.retort.schemas.record.CheckpointFile;
import java.util.List;

/**
 * A checkpoint whose files are durable and which no record names yet.
 *
 * @param id name of its directory
 * @param draft what was written
 * @param files names, sizes and hashes, by name
 */
public record WrittenCheckpoint(String id, CheckpointDraft draft, List<CheckpointFile> files) {}
