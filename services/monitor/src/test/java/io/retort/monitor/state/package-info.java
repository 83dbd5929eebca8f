@NullMarked
package io.retort.monitor.state;

import org.jspecify.annotations.NullMarked;
