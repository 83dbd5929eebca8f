package io.retort.monitor.state;

import java.util.Map;

/**
 * What the cluster said when it was last asked.
 *
 * @param reachable whether it answered
 * @param since when that began, in milliseconds of the epoch
 * @param instances of the monitor
 * @param lags offsets that groups have left, by group
 */
public record ClusterView(boolean reachable, long since, int instances, Map<String, Long> lags) {

    public ClusterView {
        lags = Map.copyOf(lags);
    }
}
