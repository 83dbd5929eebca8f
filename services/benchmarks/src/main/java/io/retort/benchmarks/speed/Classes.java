package io.retort.benchmarks.speed;

import io.retort.learning.labelspace.ClassSet;
import io.retort.learning.labelspace.NamedClass;
import java.util.ArrayList;
import java.util.List;

/** Sets of so many classes. */
final class Classes {

    private Classes() {}

    /** The bundled classes' names, then pairs of them. */
    static ClassSet named(int count) {
        List<String> names = ClassSet.customerSupport().names();
        List<String> wanted = new ArrayList<>(names);
        for (int i = 0; wanted.size() < count; i++) {
            int distance = 1 + i / names.size();
            wanted.add(names.get(i % names.size()) + "_or_" + names.get((i + distance) % names.size()));
        }
        return new ClassSet(wanted.stream()
                .limit(count)
                .map(name -> new NamedClass(name, List.of()))
                .toList());
    }
}
