/** What soft labels over a vocabulary take, and what is lost by keeping less of them. */
@NullMarked
package io.retort.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
