/** What the monitor answers: the whole state of the stream, made from figures, deployments and the cluster's own words. */
@NullMarked
package io.retort.monitor.state;

import org.jspecify.annotations.NullMarked;
