/** The journal: entries chained by hash, read to the end that is really its end, and repeated tile by tile. */
@NullMarked
package io.retort.trainer.journal;

import org.jspecify.annotations.NullMarked;
