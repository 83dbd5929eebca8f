/** What is counted of the stream: per subject and window, in sums that may be added in any order. */
@NullMarked
package io.retort.monitor.figure;

import org.jspecify.annotations.NullMarked;
