package io.retort.monitor.stream;

import io.retort.monitor.figure.FigureKeys;
import io.retort.schemas.record.Figure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one partition that may still change. Each change goes to the store at once, for the store is committed with
 * the offsets; what is read is kept here, decoded.
 *
 * <p>Which windows have changed since they were last published is not in the store: after a restart all of them count as
 * changed, and publishing one again replaces it by itself.
 */
final class OpenWindows {

    private final KeyValueStore<String, Figure> store;
    private final Map<String, Figure> figures = new HashMap<>();
    private final NavigableMap<Long, Set<String>> byStart = new TreeMap<>();
    private final Set<String> changed = new HashSet<>();

    /** Begins with what the store holds. */
    OpenWindows(KeyValueStore<String, Figure> store) {
        this.store = store;
        try (KeyValueIterator<String, Figure> kept = store.all()) {
            while (kept.hasNext()) {
                KeyValue<String, Figure> entry = kept.next();
                remember(entry.key, entry.value);
            }
        }
    }

    @Nullable Figure get(String key) {
        return figures.get(key);
    }

    void put(Figure figure) {
        String key = FigureKeys.of(figure);
        store.put(key, figure);
        remember(key, figure);
    }

    /** What has changed since it was last taken, in the order of time. */
    List<Figure> takeChanged() {
        List<Figure> taken = new ArrayList<>();
        byStart.values().forEach(keys -> keys.forEach(key -> takeIfChanged(key, taken)));
        return taken;
    }

    /** Forgets the windows that begin where the condition holds, oldest first; returns what of them had changed. */
    List<Figure> close(LongPredicate closed) {
        List<Figure> taken = new ArrayList<>();
        for (var oldest = byStart.firstEntry();
                oldest != null && closed.test(oldest.getKey());
                oldest = byStart.firstEntry()) {
            oldest.getValue().forEach(key -> {
                takeIfChanged(key, taken);
                figures.remove(key);
                store.delete(key);
            });
            byStart.remove(oldest.getKey());
        }
        return taken;
    }

    private void remember(String key, Figure figure) {
        figures.put(key, figure);
        byStart.computeIfAbsent(figure.getStart().toEpochMilli(), start -> new HashSet<>())
                .add(key);
        changed.add(key);
    }

    private void takeIfChanged(String key, List<Figure> taken) {
        Figure figure = figures.get(key);
        if (changed.remove(key) && figure != null) {
            taken.add(figure);
        }
    }
}
