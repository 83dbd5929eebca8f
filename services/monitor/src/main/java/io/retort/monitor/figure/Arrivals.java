package io.retort.monitor.figure;

import io.retort.schemas.record.StepArrival;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** When the prompts of steps had arrived. */
final class Arrivals {

    /** Of a window. At 128 of 5 s, what is joined had arrived within 80 ms. */
    private static final int MOST = 128;

    private Arrivals() {}

    static List<StepArrival> add(List<StepArrival> a, List<StepArrival> b) {
        List<StepArrival> all = new ArrayList<>(a.size() + b.size());
        all.addAll(a);
        all.addAll(b);
        all.sort(Comparator.comparingLong(StepArrival::getStep));
        return all.size() <= MOST ? all : joined(all);
    }

    private static List<StepArrival> joined(List<StepArrival> arrivals) {
        List<StepArrival> joined = new ArrayList<>(arrivals.size() / 2 + 1);
        for (int i = 0; i + 1 < arrivals.size(); i += 2) {
            joined.add(join(arrivals.get(i), arrivals.get(i + 1)));
        }
        if (arrivals.size() % 2 == 1) {
            joined.add(arrivals.get(arrivals.size() - 1));
        }
        return joined;
    }

    private static StepArrival join(StepArrival a, StepArrival b) {
        return new StepArrival(
                b.getStep(),
                a.getNewest().isAfter(b.getNewest()) ? a.getNewest() : b.getNewest(),
                a.getLabels() + b.getLabels());
    }
}
