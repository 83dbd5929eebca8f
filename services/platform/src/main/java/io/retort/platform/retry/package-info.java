/** How long to wait before something that failed for now is tried again. */
@NullMarked
package io.retort.platform.retry;

import org.jspecify.annotations.NullMarked;
