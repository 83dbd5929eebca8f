/** The live loop: records to batches, batches to steps, steps to the journal. */
@NullMarked
package io.retort.trainer.live;

import org.jspecify.annotations.NullMarked;
