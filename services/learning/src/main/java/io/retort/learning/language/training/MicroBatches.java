package io.retort.learning.language.training;

import io.retort.learning.student.Example;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The split of a batch into parts that are computed one after the other: examples by length, so that neighbours of one length
 * share an attention call, and as many together as a budget of tokens holds.
 *
 * @param parts indices into the batch, each once
 */
record MicroBatches(List<List<Integer>> parts) {

    /** @param budget most tokens of a part; a longer example makes one by itself */
    static MicroBatches of(List<Example> batch, int budget) {
        List<Integer> byLength = IntStream.range(0, batch.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> tokens(batch.get(i)))) // stable
                .toList();
        List<List<Integer>> parts = new ArrayList<>();
        List<Integer> part = new ArrayList<>();
        long tokens = 0;
        for (int index : byLength) {
            int more = tokens(batch.get(index));
            if (!part.isEmpty() && tokens + more > budget) {
                parts.add(List.copyOf(part));
                part.clear();
                tokens = 0;
            }
            part.add(index);
            tokens += more;
        }
        parts.add(List.copyOf(part));
        return new MicroBatches(parts);
    }

    /** How many examples each part has. */
    List<Integer> sizes() {
        return parts.stream().map(List::size).toList();
    }

    /** What was computed part by part, in the order of the batch. */
    <T> List<T> inOrder(List<T> computed) {
        List<Integer> indices = parts.stream().flatMap(List::stream).toList();
        List<T> ordered = new ArrayList<>(computed);
        for (int i = 0; i < indices.size(); i++) {
            ordered.set(indices.get(i), computed.get(i));
        }
        return ordered;
    }

    private static int tokens(Example example) {
        return example.tokens().ids().length;
    }
}
