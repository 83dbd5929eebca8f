/** From a record of soft-labels to an example the student can learn from, or to a refusal with its reason. */
@NullMarked
package io.retort.trainer.label;

import org.jspecify.annotations.NullMarked;
