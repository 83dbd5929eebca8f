@NullMarked
package io.retort.benchmarks;

import org.jspecify.annotations.NullMarked;
