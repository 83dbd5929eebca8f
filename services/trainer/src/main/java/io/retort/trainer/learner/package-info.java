/** One training step: scored, learned from, counted. Live and replayed steps run the same code. */
@NullMarked
package io.retort.trainer.learner;

import org.jspecify.annotations.NullMarked;
