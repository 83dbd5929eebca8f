/** The trainer's settings; a record here cannot exist wrong. */
@NullMarked
package io.retort.trainer.settings;

import org.jspecify.annotations.NullMarked;
