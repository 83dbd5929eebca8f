@NullMarked
package io.retort.platform.time;

import org.jspecify.annotations.NullMarked;
