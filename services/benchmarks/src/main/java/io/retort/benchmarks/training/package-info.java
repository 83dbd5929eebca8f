/** How fast a causal language model learns: on shapes of its own and of real records, beside the same training in Python. */
@NullMarked
package io.retort.benchmarks.training;

import org.jspecify.annotations.NullMarked;
