package io.retort.benchmarks.codec;

import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.DrawSeed;
import io.retort.schemas.label.SystematicDraws;
import io.retort.teacher.language.LabelSupport;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A way to keep a distribution.
 *
 * @param support how much of it is kept
 */
record Scheme(LabelSupport support) {

    static final Scheme FULL = new Scheme(new LabelSupport.Full());
    static final Scheme TEXT = new Scheme(new LabelSupport.Text());

    static Scheme topK(int number) {
        return new Scheme(new LabelSupport.TopK(number));
    }

    static Scheme sampled(int draws) {
        return new Scheme(new LabelSupport.Sampled(draws));
    }

    String name() {
        return support.description();
    }

    /**
     * What is kept of one label's distributions.
     *
     * @param logProbabilities of every entry of the vocabulary, one array a position
     * @return one a position; none where only the text is kept
     */
    List<Distribution> kept(List<float[]> logProbabilities, DrawSeed seed) {
        return support.match(
                sampled -> drawn(new SystematicDraws(sampled.number()), logProbabilities, seed),
                topK -> logProbabilities.stream()
                        .map(all -> top(all, topK.number()))
                        .toList(),
                full -> whole(logProbabilities),
                text -> List.of());
    }

    private static List<Distribution> drawn(SystematicDraws draws, List<float[]> logProbabilities, DrawSeed seed) {
        return IntStream.range(0, logProbabilities.size())
                .mapToObj(position -> draws.draw(logProbabilities.get(position), seed, position))
                .toList();
    }

    private static List<Distribution> whole(List<float[]> logProbabilities) {
        int[] ids = IntStream.range(0, logProbabilities.get(0).length).toArray();
        return logProbabilities.stream()
                .map(all -> new Distribution(ids, all, Float.NEGATIVE_INFINITY))
                .toList();
    }

    private static Distribution top(float[] all, int number) {
        int[] ids = likeliest(all, Math.min(number, all.length));
        float[] kept = new float[ids.length];
        for (int i = 0; i < ids.length; i++) {
            kept[i] = all[ids[i]];
        }
        return new Distribution(ids, kept, (float) Math.log(massWithout(all, ids)));
    }

    /** Ascending; of equals at the end, those with the smaller ids. */
    private static int[] likeliest(float[] all, int number) {
        float[] sorted = all.clone();
        Arrays.sort(sorted);
        float least = sorted[sorted.length - number];
        int equals = number;
        for (int i = sorted.length - 1; i >= 0 && sorted[i] > least; i--) {
            equals--;
        }
        int[] ids = new int[number];
        int count = 0;
        for (int id = 0; id < all.length; id++) {
            if (all[id] > least || (all[id] == least && equals-- > 0)) {
                ids[count++] = id;
            }
        }
        return ids;
    }

    /** Added up rather than taken from 1, which would leave rounding alone where little is left. */
    private static double massWithout(float[] all, int[] ids) {
        double mass = 0;
        for (int id = 0; id < all.length; id++) {
            mass += Arrays.binarySearch(ids, id) < 0 ? Math.exp(all[id]) : 0;
        }
        return mass;
    }
}
