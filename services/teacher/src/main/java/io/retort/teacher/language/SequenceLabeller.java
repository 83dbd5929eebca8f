package io.retort.teacher.language;

import io.retort.learning.language.LanguageModel;
import io.retort.learning.language.PackedTokens;
import io.retort.learning.language.Predictions;
import io.retort.schemas.label.Distribution;
import io.retort.teacher.LabelOutcome;
import io.retort.teacher.UnlabellableReason;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Labels tokens by one forward pass, several sequences of about one length together. The same list gives the same bits. */
final class SequenceLabeller {

    private final LanguageModel model;
    private final LabelSupport support;
    private final DistributionsReader reader;
    private final TokenBudget budget;

    SequenceLabeller(LanguageModel model, LabelSupport support, float temperature, TokenBudget budget) {
        this.model = model;
        this.support = support;
        this.reader = new DistributionsReader(support, temperature);
        this.budget = budget;
    }

    Map<WholeSequence, LabelOutcome> label(List<WholeSequence> sequences) {
        Map<WholeSequence, LabelOutcome> outcomes = new IdentityHashMap<>();
        for (List<WholeSequence> batch : budget.batches(sequences, WholeSequence::length)) {
            List<LabelOutcome> labelled = support.<List<LabelOutcome>>match(
                    sampled -> computed(batch), topK -> computed(batch), full -> computed(batch), text -> batch.stream()
                            .<LabelOutcome>map(sequence -> labelled(sequence, List.of()))
                            .toList());
            for (int i = 0; i < batch.size(); i++) {
                outcomes.put(batch.get(i), labelled.get(i));
            }
        }
        return outcomes;
    }

    private List<LabelOutcome> computed(List<WholeSequence> batch) {
        PackedTokens packed = PackedTokens.of(
                batch.stream().map(sequence -> sequence.tokens().ids()).toList());
        List<LabelledRow> rows = batch.stream()
                .flatMap(sequence -> IntStream.range(0, sequence.positions())
                        .mapToObj(position -> new LabelledRow(sequence.seed(), position)))
                .toList();
        try (Predictions predictions = model.predict(packed, indices(batch))) {
            return split(batch, reader.read(predictions, rows));
        }
    }

    /** A token's distribution stands in the row of the token before it. */
    private static int[] indices(List<WholeSequence> batch) {
        IntStream.Builder indices = IntStream.builder();
        int begin = 0;
        for (WholeSequence sequence : batch) {
            for (int index : sequence.tokens().labelledIndices()) {
                indices.add(begin + index - 1);
            }
            begin += sequence.length();
        }
        return indices.build().toArray();
    }

    private static List<LabelOutcome> split(List<WholeSequence> batch, List<Optional<Distribution>> rows) {
        List<LabelOutcome> outcomes = new ArrayList<>();
        int begin = 0;
        for (WholeSequence sequence : batch) {
            List<Optional<Distribution>> own = rows.subList(begin, begin + sequence.positions());
            List<Distribution> finite = own.stream().flatMap(Optional::stream).toList();
            outcomes.add(finite.size() == own.size() ? labelled(sequence, finite) : notFinite());
            begin += sequence.positions();
        }
        return outcomes;
    }

    private static LabelOutcome labelled(WholeSequence sequence, List<Distribution> distributions) {
        return new LabelOutcome.Labelled(distributions, sequence.tokens(), sequence.remarks());
    }

    private static LabelOutcome notFinite() {
        return new LabelOutcome.Unlabellable(
                UnlabellableReason.UNUSABLE_ANSWER, "the model's probabilities are not finite");
    }
}
