package io.retort.learning.language.training;

import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.student.Example;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.record.Support;
import java.util.Optional;

/** What keeps a causal language model from learning from a label. */
final class LanguageMisfit {

    private final ModelConfiguration configuration;
    private final LanguageStudentSettings settings;

    LanguageMisfit(ModelConfiguration configuration, LanguageStudentSettings settings) {
        this.configuration = configuration;
        this.settings = settings;
    }

    Optional<String> of(Example example) {
        return ofSupport(example)
                .or(() -> ofTemperature(example))
                .or(() -> ofTokens(example))
                .or(() -> ofTargets(example));
    }

    private Optional<String> ofSupport(Example example) {
        if (settings.loss().supports().contains(example.support())) {
            return Optional.empty();
        }
        return Optional.of(
                "support " + example.support() + " with loss " + settings.loss().name() + "; allowed: "
                        + settings.loss().supports().stream().sorted().toList());
    }

    private Optional<String> ofTemperature(Example example) {
        float found = example.temperature();
        if (!(found > 0 && found < Float.POSITIVE_INFINITY)) {
            return Optional.of("temperature " + found + "; allowed: a number above 0");
        }
        boolean movable = example.support() == Support.FULL || example.support() == Support.TEXT;
        return settings.temperature()
                .filter(wanted -> wanted != found && !movable)
                .map(wanted -> "temperature " + found + " with support " + example.support() + "; allowed: " + wanted);
    }

    private Optional<String> ofTokens(Example example) {
        int[] ids = example.tokens().ids();
        if (ids.length > configuration.contextLength()) {
            return Optional.of(ids.length + " tokens; allowed: at most " + configuration.contextLength());
        }
        for (int id : ids) {
            if (!isToken(id)) {
                return Optional.of("token id " + id + "; allowed: 0 to " + (configuration.vocabularySize() - 1));
            }
        }
        int positions = example.tokens().positions();
        int targets = example.support() == Support.TEXT
                ? positions
                : example.targets().size();
        if (positions == 0 || targets != positions) {
            return Optional.of(targets + " distributions for " + positions + " labelled tokens; allowed: one each");
        }
        return Optional.empty();
    }

    private Optional<String> ofTargets(Example example) {
        return example.targets().stream()
                .map(target -> ofTarget(example.support(), target))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> ofTarget(Support support, Distribution target) {
        int[] ids = target.ids();
        for (int i = 0; i < ids.length; i++) {
            if (!isToken(ids[i]) || i > 0 && ids[i] <= ids[i - 1]) {
                return Optional.of("token id " + ids[i] + " in a distribution; allowed: ascending ids from 0 to "
                        + (configuration.vocabularySize() - 1));
            }
            float logProbability = target.logProbabilities()[i];
            if (!(logProbability <= 0 && logProbability > Float.NEGATIVE_INFINITY)) {
                return Optional.of("log-probability " + logProbability + "; allowed: finite, at most 0");
            }
        }
        return ofSize(support, target);
    }

    private Optional<String> ofSize(Support support, Distribution target) {
        int entries = target.ids().length;
        boolean isFull = entries == configuration.vocabularySize();
        if (support == Support.FULL && !isFull) {
            return Optional.of(entries + " tokens with support FULL; allowed: " + configuration.vocabularySize());
        }
        if (support == Support.SAMPLED && target.draws().isEmpty()) {
            return Optional.of("a distribution without draws with support SAMPLED; allowed: one with draws");
        }
        boolean hasTail = target.tailLogMass() != Float.NEGATIVE_INFINITY;
        if (hasTail && (isFull || support != Support.TOP_K || !(target.tailLogMass() <= 0))) {
            return Optional.of("tail log-mass " + target.tailLogMass() + " beside " + entries + " tokens of "
                    + configuration.vocabularySize() + " with support " + support);
        }
        return Optional.empty();
    }

    private boolean isToken(int id) {
        return id >= 0 && id < configuration.vocabularySize();
    }
}
