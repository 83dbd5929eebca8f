package io.retort.teacher.language;

import io.retort.learning.language.DrawnTokens;
import io.retort.learning.language.Predictions;
import io.retort.learning.language.TopTokens;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.SystematicDraws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads what a label keeps off a model's predictions. */
final class DistributionsReader {

    private final LabelSupport support;
    private final float temperature;

    DistributionsReader(LabelSupport support, float temperature) {
        this.support = support;
        this.temperature = temperature;
    }

    /**
     * @param rows what each row of the predictions is for
     * @return one a row; empty for one that is no distribution, since the model's numbers were not finite
     */
    List<Optional<Distribution>> read(Predictions predictions, List<LabelledRow> rows) {
        return support.match(
                sampled -> drawn(predictions, rows, sampled.number()),
                topK -> likeliest(predictions, topK.number()),
                full -> full(predictions),
                text -> Collections.nCopies(rows.size(), Optional.empty()));
    }

    private List<Optional<Distribution>> drawn(Predictions predictions, List<LabelledRow> rows, int number) {
        double[] offsets = rows.stream()
                .mapToDouble(row -> row.seed().offset(row.position()))
                .toArray();
        DrawnTokens drawn = predictions.drawnTokens(temperature, number, offsets);
        return IntStream.range(0, rows.size())
                .mapToObj(row -> Float.isFinite(drawn.entropies()[row])
                        ? Optional.of(drawn(drawn, row, rows.get(row)))
                        : Optional.<Distribution>empty())
                .toList();
    }

    private static Distribution drawn(DrawnTokens drawn, int row, LabelledRow origin) {
        int[] ids = drawn.idsOf(row);
        int witness = origin.seed().witness(origin.position(), ids.length);
        return SystematicDraws.collect(ids, drawn.entropies()[row], ids[witness], drawn.logProbability(row, witness));
    }

    private List<Optional<Distribution>> likeliest(Predictions predictions, int number) {
        TopTokens top = predictions.topTokens(temperature, number);
        int width = top.width();
        return IntStream.range(0, predictions.rows())
                .mapToObj(row -> finite(new Distribution(
                        Arrays.copyOfRange(top.ids(), row * width, (row + 1) * width),
                        Arrays.copyOfRange(top.logProbabilities(), row * width, (row + 1) * width),
                        top.tailLogMasses()[row])))
                .toList();
    }

    private List<Optional<Distribution>> full(Predictions predictions) {
        List<Optional<Distribution>> distributions = new ArrayList<>();
        predictions.logProbabilities(
                temperature,
                (row, values) -> distributions.add(finite(new Distribution(
                        IntStream.range(0, values.length).toArray(), values, Float.NEGATIVE_INFINITY))));
        return distributions;
    }

    private static Optional<Distribution> finite(Distribution distribution) {
        for (float logProbability : distribution.logProbabilities()) {
            if (Float.isNaN(logProbability)) {
                return Optional.empty();
            }
        }
        return Optional.of(distribution);
    }
}
