/** What the trainer's tests share. */
@NullMarked
package io.retort.trainer.support;

import org.jspecify.annotations.NullMarked;
