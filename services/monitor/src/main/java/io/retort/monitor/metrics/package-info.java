/** What the page shows, as metrics. */
@NullMarked
package io.retort.monitor.metrics;

import org.jspecify.annotations.NullMarked;
