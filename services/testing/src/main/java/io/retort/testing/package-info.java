/** What several modules' tests stand on: a real broker, a reader of topics, and real processes to kill. */
@NullMarked
package io.retort.testing;

import org.jspecify.annotations.NullMarked;
