package io.retort.monitor.state;

import io.retort.monitor.state.StudentState.FreshnessSample;
import io.retort.monitor.state.StudentState.FreshnessState;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.DeploymentAction;
import io.retort.schemas.record.StepArrival;
import io.retort.schemas.record.StudentFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes from a prompt's arrival until a checkpoint that learned from it is promoted for the first time, for one
 * student.
 *
 * <p>From carried times: a promotion of the checkpoint of step c makes the labels of all steps up to c fresh that no promotion
 * before it had. The journal tells of each step when the newest of its prompts arrived, and each of its labels counts with that:
 * a label's true figure is longer, by as much as the prompts of one step arrived apart. Where steps are many, some are joined.
 */
final class Freshness {

    /** Once all steps have been there for so long, none of their figures is on its way any more: it is not looked at again. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    /** A promotion, with the labels it made fresh by their age. */
    private record Promotion(long at, long step, NavigableMap<Long, Long> ages) {

        @Nullable Long median() {
            return percentile(ages, 0.5);
        }
    }

    private final List<Promotion> settled = new ArrayList<>();
    private final Map<Long, Long> completeSince = new HashMap<>();
    private int decisionsSettled;
    private long stepSettled = -1;

    /**
     * Looks at the promotions.
     *
     * @param counted all decisions on the student that count, in order
     * @param windows of the student, by start
     * @param historyStart promotions before it are left out
     */
    FreshnessState of(
            List<Deployment> counted, NavigableMap<Long, StudentFigures> windows, long now, long historyStart) {
        List<Promotion> open = open(counted, windows, now, historyStart);
        settled.removeIf(promotion -> promotion.at() < historyStart);
        NavigableMap<Long, Long> all = new TreeMap<>();
        List<FreshnessSample> samples = new ArrayList<>();
        for (List<Promotion> some : List.of(settled, open)) {
            for (Promotion promotion : some) {
                Long median = promotion.median();
                if (median != null) {
                    samples.add(new FreshnessSample(promotion.at(), median));
                    promotion.ages().forEach((age, labels) -> all.merge(age, labels, Long::sum));
                }
            }
        }
        Long newest = samples.isEmpty() ? null : samples.get(samples.size() - 1).millis();
        return new FreshnessState(newest, percentile(all, 0.5), percentile(all, 0.99), List.copyOf(samples));
    }

    /** The promotions that may still change; those that no longer do are settled on the way. */
    private List<Promotion> open(
            List<Deployment> counted, NavigableMap<Long, StudentFigures> windows, long now, long historyStart) {
        List<Promotion> open = new ArrayList<>();
        if (decisionsSettled == counted.size()) {
            return open;
        }
        NavigableMap<Long, StepArrival> arrivals = arrivalsAfter(stepSettled, windows);
        long fresh = stepSettled;
        for (Deployment decision : counted.subList(decisionsSettled, counted.size())) {
            Promotion promotion = promotion(decision, fresh, arrivals);
            boolean complete = promotion == null || isSettled(promotion, now, historyStart);
            boolean settles = complete && open.isEmpty();
            if (promotion != null) {
                fresh = promotion.step();
                (settles ? settled : open).add(promotion);
            }
            if (settles) {
                decisionsSettled++;
                stepSettled = fresh;
                completeSince.remove(fresh);
            }
        }
        return open;
    }

    private boolean isSettled(Promotion promotion, long now, long historyStart) {
        if (promotion.at() < historyStart) {
            return true;
        }
        if (promotion.ages().isEmpty()) {
            return false;
        }
        long since = completeSince.computeIfAbsent(promotion.step(), step -> now);
        return now - since >= SETTLED.toMillis();
    }

    /** None if the decision makes nothing fresh. Its ages are empty while its last steps are still to come. */
    private static @Nullable Promotion promotion(
            Deployment decision, long fresh, NavigableMap<Long, StepArrival> arrivals) {
        DeployedCheckpoint promoted =
                decision.getAction() == DeploymentAction.PROMOTE ? decision.getCheckpoint() : null;
        if (promoted == null || promoted.getStep() <= fresh) {
            return null;
        }
        long at = decision.getDecidedAt().toEpochMilli();
        boolean complete = !arrivals.isEmpty() && arrivals.lastKey() >= promoted.getStep();
        return new Promotion(
                at,
                promoted.getStep(),
                complete
                        ? ages(
                                at,
                                arrivals.subMap(fresh, false, promoted.getStep(), true)
                                        .values())
                        : new TreeMap<>());
    }

    private static NavigableMap<Long, StepArrival> arrivalsAfter(
            long step, NavigableMap<Long, StudentFigures> windows) {
        NavigableMap<Long, StepArrival> arrivals = new TreeMap<>();
        for (StudentFigures window : windows.descendingMap().values()) {
            List<StepArrival> here = window.getArrivals();
            if (!here.isEmpty() && here.get(here.size() - 1).getStep() <= step) {
                break;
            }
            here.forEach(arrival -> arrivals.put(arrival.getStep(), arrival));
        }
        return arrivals;
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
