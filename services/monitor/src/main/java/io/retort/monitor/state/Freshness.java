package io.retort.monitor.state;

import io.retort.monitor.state.StudentState.FreshnessSample;
import io.retort.monitor.state.StudentState.FreshnessState;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.DeploymentAction;
import io.retort.schemas.record.StepArrival;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes from a prompt's arrival until a checkpoint that learned from it is promoted for the first time.
 *
 * <p>From carried times: a promotion of the checkpoint of step c makes the labels of all steps up to c fresh that no promotion
 * before it had. The journal tells of each step when the newest of its prompts arrived, and each of its labels counts with that:
 * a label's true figure is longer, by as much as the prompts of one step arrived apart.
 */
final class Freshness {

    private Freshness() {}

    /**
     * Looks at a student's promotions.
     *
     * @param counted all decisions on the student that count, in order
     * @param arrivals of the steps that are known, by step
     */
    static FreshnessState of(List<Deployment> counted, NavigableMap<Long, StepArrival> arrivals) {
        NavigableMap<Long, Long> all = new TreeMap<>();
        List<FreshnessSample> samples = new ArrayList<>();
        long fresh = -1;
        for (Deployment decision : counted) {
            DeployedCheckpoint promoted =
                    decision.getAction() == DeploymentAction.PROMOTE ? decision.getCheckpoint() : null;
            if (promoted == null || promoted.getStep() <= fresh) {
                continue;
            }
            long at = decision.getDecidedAt().toEpochMilli();
            NavigableMap<Long, Long> ages = ages(
                    at, arrivals.subMap(fresh, false, promoted.getStep(), true).values());
            Long median = percentile(ages, 0.5);
            if (median != null && arrivals.lastKey() >= promoted.getStep()) { // else its last steps are still to come
                samples.add(new FreshnessSample(at, median));
                ages.forEach((age, labels) -> all.merge(age, labels, Long::sum));
            }
            fresh = promoted.getStep();
        }
        Long newest = samples.isEmpty() ? null : samples.get(samples.size() - 1).millis();
        return new FreshnessState(newest, percentile(all, 0.5), percentile(all, 0.99), List.copyOf(samples));
    }

    private static NavigableMap<Long, Long> ages(long at, Collection<StepArrival> learned) {
        NavigableMap<Long, Long> ages = new TreeMap<>();
        learned.forEach(arrival -> ages.merge(
                Math.max(0, at - arrival.getNewest().toEpochMilli()), (long) arrival.getLabels(), Long::sum));
        return ages;
    }

    /** The smallest age that so large a share of the labels does not exceed; null if there are none. */
    private static @Nullable Long percentile(NavigableMap<Long, Long> labelsByAge, double share) {
        long total = labelsByAge.values().stream().mapToLong(Long::longValue).sum();
        long wanted = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (Map.Entry<Long, Long> entry : labelsByAge.entrySet()) {
            seen += entry.getValue();
            if (seen >= wanted) {
                return entry.getKey();
            }
        }
        return null;
    }
}
