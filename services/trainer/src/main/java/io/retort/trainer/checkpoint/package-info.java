/** A student's whole state as durable files, and their announcement. */
@NullMarked
package io.retort.trainer.checkpoint;

import org.jspecify.annotations.NullMarked;
