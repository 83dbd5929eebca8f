package io.retort.learning.language.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.retort.learning.torch.SparseLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Labelled positions as head.py takes them, seeded, with losses in plain double arithmetic. */
final class HeadRows {

    static final int SCORES = 6;

    private final int vocabulary;
    private final int width;
    private final Random random = new Random(11);
    private final List<SparseLoss> targets = new ArrayList<>();
    private final List<long[]> probes = new ArrayList<>(); // chosen, witness, most likely
    private final List<double[]> weights = new ArrayList<>(); // of the divergence, of the chosen token
    private final double[] temperatures;

    private HeadRows(int vocabulary, int width, double[] temperatures) {
        this.vocabulary = vocabulary;
        this.width = width;
        this.temperatures = temperatures;
    }

    /** Full support, small and large tails, chosen tokens in and out of the support. */
    static HeadRows awkward(double... temperatures) {
        HeadRows rows = new HeadRows(9, 9, temperatures);
        rows.add(9, 0);
        rows.add(3, 0.2);
        rows.add(1, 0.999_9);
        rows.add(1, 1e-9);
        rows.add(8, 0.3);
        rows.add(2, 0.1);
        return rows;
    }

    /** Of one width. */
    static HeadRows many(int count, int vocabulary, double... temperatures) {
        HeadRows rows = new HeadRows(vocabulary, 5, temperatures);
        IntStream.range(0, count).forEach(i -> rows.add(5, 0.05 + 0.9 * rows.random.nextDouble()));
        return rows;
    }

    private void add(int support, double tail) {
        int[] ids =
                random.ints(0, vocabulary).distinct().limit(support).sorted().toArray();
        double[] parts = random.doubles(support, 0.1, 1).toArray();
        double sum = Arrays.stream(parts).sum();
        double[] logProbabilities = Arrays.stream(parts)
                .map(part -> Math.log(part / sum * (1 - tail)))
                .toArray();
        int most = IntStream.range(0, support)
                .reduce((a, b) -> logProbabilities[b] > logProbabilities[a] ? b : a)
                .orElseThrow();
        targets.add(new SparseLoss(ids, logProbabilities, Math.log(tail)));
        probes.add(new long[] {random.nextInt(vocabulary), ids[random.nextInt(support)], ids[most]});
        weights.add(new double[] {0.2 + random.nextDouble(), random.nextDouble()});
    }

    int count() {
        return targets.size();
    }

    double[] logits() {
        return random.doubles((long) count() * vocabulary, -2, 2).toArray();
    }

    double[] line(double[] logits, int row) {
        return Arrays.copyOfRange(logits, row * vocabulary, (row + 1) * vocabulary);
    }

    /** The weighted sum of a row's losses. */
    double learned(int row, double[] line, DistillationLoss loss) {
        double[] weight = weights.get(row);
        return weight[0] * divergence(row, line, loss) - weight[1] * logQ(line, (int) probes.get(row)[0]);
    }

    /** What head.py returns for a row. */
    double[] scores(int row, double[] line, DistillationLoss loss) {
        SparseLoss target = targets.get(row);
        double[] at = tempered(row, line);
        long[] probe = probes.get(row);
        double highest = Arrays.stream(line).max().orElseThrow();
        return new double[] {
            divergence(row, line, loss),
            target.forwardKl(at),
            logQ(line, (int) probe[0]),
            target.acceptance(at),
            line[(int) probe[2]] == highest ? 1 : 0,
            logQ(at, (int) probe[1])
        };
    }

    private double divergence(int row, double[] line, DistillationLoss loss) {
        double[] at = tempered(row, line);
        SparseLoss target = targets.get(row);
        return loss.match(
                forward -> target.forwardKl(at),
                reverse -> target.reverseKl(at),
                jensenShannon -> target.jensenShannon(at, jensenShannon.beta()));
    }

    private static double logQ(double[] line, int entry) {
        return line[entry] - Math.log(Arrays.stream(line).map(Math::exp).sum());
    }

    private double[] tempered(int row, double[] line) {
        return Arrays.stream(line).map(z -> z / temperature(row)).toArray();
    }

    private double temperature(int row) {
        return temperatures[row % temperatures.length];
    }

    /** In float64: logits, then what comes behind them in head.py's learn_chunk. */
    NDArray[] arguments(NDManager manager, double[] logits, double beta) {
        List<NDArray> arguments = new ArrayList<>(targets(manager));
        arguments.add(0, manager.create(logits, new Shape(count(), vocabulary)));
        arguments.add(manager.create(beta));
        return arguments.toArray(NDArray[]::new);
    }

    /** In float32: a hidden state a row, a head, then what comes behind them in head.py's learn_head. */
    NDArray[] headArguments(NDManager manager, int hiddenSize) {
        List<NDArray> arguments = new ArrayList<>();
        arguments.add(normal(manager, count(), hiddenSize));
        arguments.add(normal(manager, vocabulary, hiddenSize));
        arguments.addAll(targets(manager));
        arguments.add(manager.create(0.5));
        return arguments.stream()
                .map(array -> array.getDataType() == DataType.FLOAT64 ? array.toType(DataType.FLOAT32, false) : array)
                .toArray(NDArray[]::new);
    }

    private NDArray normal(NDManager manager, int rows, int columns) {
        double[] values = new double[rows * columns];
        Arrays.setAll(values, i -> 0.4 * random.nextGaussian());
        return manager.create(values, new Shape(rows, columns));
    }

    /** In float64: ids, log_p, probes, weights and temperature. */
    List<NDArray> targets(NDManager manager) {
        int rows = count();
        long[] ids = new long[rows * width];
        double[] logP = new double[rows * (width + 1)];
        Arrays.fill(logP, Double.NEGATIVE_INFINITY);
        for (int row = 0; row < rows; row++) {
            SparseLoss target = targets.get(row);
            for (int i = 0; i < width; i++) {
                boolean kept = i < target.ids().length;
                ids[row * width + i] = target.ids()[kept ? i : 0];
                logP[row * (width + 1) + i] = kept ? target.logProbabilities()[i] : Double.NEGATIVE_INFINITY;
            }
            logP[row * (width + 1) + width] = target.tail();
        }
        return List.of(
                manager.create(ids, new Shape(rows, width)),
                manager.create(logP, new Shape(rows, width + 1)),
                manager.create(probes.stream().flatMapToLong(Arrays::stream).toArray(), new Shape(rows, 3)),
                manager.create(weights.stream().flatMapToDouble(Arrays::stream).toArray(), new Shape(rows, 2)),
                manager.create(
                        IntStream.range(0, rows).mapToDouble(this::temperature).toArray(), new Shape(rows, 1)));
    }
}
