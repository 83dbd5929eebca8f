package io.retort.benchmarks.training;

import io.retort.benchmarks.Rate;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.language.Precision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Both sides' rates on one workload. A side's rate is the best of its turns and ways: what disturbs only makes slower. */
final class Contest {

    /** A precision whose products are this much slower than another's is left out: it would take minutes and win nothing. */
    private static final double HOPELESS = 0.5;

    private final Map<Precision, Double> ceilings;
    private final double operationsOfAToken;
    private final List<Rate> own = new ArrayList<>();
    private final List<Rate> peers = new ArrayList<>();

    private Contest(Map<Precision, Double> ceilings, double operationsOfAToken) {
        this.ceilings = ceilings;
        this.operationsOfAToken = operationsOfAToken;
    }

    /** @param ceilings floating-point operations a processor second */
    static Contest of(Workload workload, Map<Precision, Double> ceilings) {
        ModelConfiguration model = WorkloadStudent.configuration(workload.vocabularySize());
        return new Contest(ceilings, Operations.of(model, workload.examples()) / workload.tokens());
    }

    /** Those worth a turn. */
    List<Precision> precisions() {
        double best = ceilings.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
        return ceilings.keySet().stream()
                .filter(precision -> ceiling(precision) > HOPELESS * best || precision == Precision.FLOAT32)
                .toList();
    }

    /** The peer's ways that are worth a turn, by the same processor's products. */
    List<Peer.Manner> manners() {
        boolean bfloat16 = precisions().contains(Precision.BFLOAT16);
        return Peer.Manner.ALL.stream()
                .filter(manner -> bfloat16 || !manner.precision().equals("bf16"))
                .toList();
    }

    void own(Rate rate) {
        own.add(rate);
    }

    void peers(Rate rate) {
        peers.add(rate);
    }

    /** Of the ceiling, what the student's necessary products make. */
    double share(Precision precision, Rate rate) {
        return rate.perProcessorSecond() * operationsOfAToken / ceiling(precision);
    }

    /** Such as {@code 1.45 (1.52 for the same use of the processor)}. */
    String verdict() {
        double wall = best(own, Rate::perSecond) / best(peers, Rate::perSecond);
        double processor = best(own, Rate::perProcessorSecond) / best(peers, Rate::perProcessorSecond);
        return String.format(Locale.ROOT, "%.2f (%.2f for the same use of the processor)", wall, processor);
    }

    private double ceiling(Precision precision) {
        return ceilings.getOrDefault(precision, 0.0);
    }

    private static double best(List<Rate> rates, ToDoubleFunction<Rate> of) {
        return rates.stream()
                .max(Comparator.comparingDouble(of))
                .map(of::applyAsDouble)
                .orElseThrow();
    }
}
