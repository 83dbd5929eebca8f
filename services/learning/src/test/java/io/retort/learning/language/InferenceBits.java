package io.retort.learning.language;

import io.retort.learning.torch.TorchEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Prints a hash of the same answers four times, from the first call of its process on: a process of its own. */
final class InferenceBits {

    private static final int VOCABULARY = 1_003;
    private static final int CALLS = 4;

    private InferenceBits() {}

    /** @param arguments the precision */
    public static void main(String[] arguments) {
        of(Precision.valueOf(arguments[0])).forEach(System.out::println);
    }

    static List<String> of(Precision precision) {
        List<String> bits = new ArrayList<>();
        TorchEngine engine = TorchEngine.start(1);
        try (LanguageModel model = SmallModel.load(engine, SmallModel.configuration(VOCABULARY), precision)) {
            for (int i = 0; i < CALLS; i++) {
                bits.add("bits " + Arrays.hashCode(new int[] {predicted(model), written(model)}));
            }
        }
        return bits;
    }

    private static int predicted(LanguageModel model) {
        PackedTokens documents = PackedTokens.of(
                List.of(Formula.tokens(70, 1, VOCABULARY), Formula.tokens(70, 2, VOCABULARY), new int[] {5, 6, 7}));
        try (Predictions predictions = model.predict(documents, new int[] {0, 69, 100, 142})) {
            int[] hash = {0};
            predictions.logits((row, values) -> hash[0] = 31 * hash[0] + Arrays.hashCode(values));
            TopTokens top = predictions.topTokens(1.7f, 20);
            DrawnTokens drawn = predictions.drawnTokens(1.7f, 20, new double[] {0.1, 0.2, 0.3, 0.4});
            return Arrays.deepHashCode(new Object[] {
                hash[0], top.ids(), top.logProbabilities(), top.tailLogMasses(), drawn.ids(), drawn.entropies()
            });
        }
    }

    private static int written(LanguageModel model) {
        try (Decoding decoding = new Decoding(model, Set.of(), Letters::new)) {
            GeneratedSequence first =
                    decoding.begin(new int[] {8, 9, 10}, new SamplingSettings(2, 0.95f, 3, 30, List.of()));
            GeneratedSequence second = decoding.begin(new int[] {11}, SamplingSettings.greedy(25));
            while (decoding.running() > 0) {
                decoding.step();
            }
            return Arrays.deepHashCode(new Object[] {first.tokens(), second.tokens()});
        }
    }
}
