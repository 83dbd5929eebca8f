@NullMarked
package io.retort.monitor.figure;

import org.jspecify.annotations.NullMarked;
