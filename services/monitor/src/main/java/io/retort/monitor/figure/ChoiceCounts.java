package io.retort.monitor.figure;

import io.retort.schemas.record.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often the student chose which class where the teacher chose which. */
final class ChoiceCounts {

    private ChoiceCounts() {}

    static List<Choice> add(List<Choice> a, List<Choice> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        Map<Long, Integer> sums = new TreeMap<>();
        for (List<Choice> side : List.of(a, b)) {
            side.forEach(choice -> sums.merge(pair(choice), choice.getLabels(), Integer::sum));
        }
        List<Choice> choices = new ArrayList<>(sums.size());
        sums.forEach((pair, labels) -> choices.add(new Choice((int) (pair >>> Integer.SIZE), pair.intValue(), labels)));
        return choices;
    }

    private static long pair(Choice choice) {
        return (long) choice.getTeachers() << Integer.SIZE | choice.getStudents();
    }
}
