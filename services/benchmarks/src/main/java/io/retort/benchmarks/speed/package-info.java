/** How fast the parts are, alone and together, and what they take. */
@NullMarked
package io.retort.benchmarks.speed;

import org.jspecify.annotations.NullMarked;
