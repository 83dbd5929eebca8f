/**
 * The trainer: soft labels in, journal and checkpoints out.
 *
 * <p>The journal is the run. Weights are a function of the first student and of the journal's entries; every committed
 * record of {@code soft-labels} stands in exactly one tile of one entry. What was stepped but not journalled dies with the
 * process and is learned again from the same offsets; nobody saw it.
 *
 * <p>One thread owns the consumer, the producer and the student. The files of a checkpoint are written by another from an
 * immutable snapshot. {@link io.retort.trainer.TrainerService} is the door; {@link io.retort.trainer.Replay} rebuilds
 * checkpoints from the journal alone.
 */
@NullMarked
package io.retort.trainer;

import org.jspecify.annotations.NullMarked;
