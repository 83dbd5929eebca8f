/** Holds students against their teacher: on one prompt for {@code label}, on many for {@code evaluate}. */
@NullMarked
package io.retort.cli.compare;

import org.jspecify.annotations.NullMarked;
