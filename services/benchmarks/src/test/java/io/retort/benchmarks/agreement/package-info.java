@NullMarked
package io.retort.benchmarks.agreement;

import org.jspecify.annotations.NullMarked;
