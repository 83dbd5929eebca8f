@NullMarked
package io.retort.monitor.stream;

import org.jspecify.annotations.NullMarked;
