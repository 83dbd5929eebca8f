@NullMarked
package io.retort.benchmarks.speed;

import org.jspecify.annotations.NullMarked;
