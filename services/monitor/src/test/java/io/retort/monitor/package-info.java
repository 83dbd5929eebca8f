@NullMarked
package io.retort.monitor;

import org.jspecify.annotations.NullMarked;
