/** How well a student learns from one pass over real messages. */
@NullMarked
package io.retort.benchmarks.agreement;

import org.jspecify.annotations.NullMarked;
