/** Looks after a cluster's topics for {@code retort topics}. */
@NullMarked
package io.retort.cli.topics;

import org.jspecify.annotations.NullMarked;
