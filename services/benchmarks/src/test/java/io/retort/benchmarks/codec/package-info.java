@NullMarked
package io.retort.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
