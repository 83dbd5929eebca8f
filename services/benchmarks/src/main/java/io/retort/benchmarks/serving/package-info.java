/** How fast a server answers over HTTP, and what swaps cost those who ask meanwhile. */
@NullMarked
package io.retort.benchmarks.serving;

import org.jspecify.annotations.NullMarked;
