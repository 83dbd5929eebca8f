/** What each instance follows, so that any of them answers for all. */
@NullMarked
package io.retort.monitor.follow;

import org.jspecify.annotations.NullMarked;
