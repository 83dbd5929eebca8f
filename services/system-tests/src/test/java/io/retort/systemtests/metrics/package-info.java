/** Whether the files that watch Retort speak of metrics that its code has. */
@NullMarked
package io.retort.systemtests.metrics;

import org.jspecify.annotations.NullMarked;
