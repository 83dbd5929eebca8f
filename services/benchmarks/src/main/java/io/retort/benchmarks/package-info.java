/** Measurements, one command each; nothing of this is shipped. Figures are ratios of one run beside its processor and load. */
@NullMarked
package io.retort.benchmarks;

import org.jspecify.annotations.NullMarked;
