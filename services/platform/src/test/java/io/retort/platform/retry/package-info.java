@NullMarked
package io.retort.platform.retry;

import org.jspecify.annotations.NullMarked;
