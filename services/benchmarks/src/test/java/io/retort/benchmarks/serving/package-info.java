@NullMarked
package io.retort.benchmarks.serving;

import org.jspecify.annotations.NullMarked;
