@NullMarked
package io.retort.benchmarks.training;

import org.jspecify.annotations.NullMarked;
