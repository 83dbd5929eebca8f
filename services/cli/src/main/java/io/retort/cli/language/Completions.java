package io.retort.cli.language;

import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.language.Decoding;
import io.retort.learning.language.DecodingOutcome;
import io.retort.learning.language.GeneratedSequence;
import io.retort.learning.language.LanguageModel;
import io.retort.learning.language.SamplingSettings;
import io.retort.learning.student.TokenSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Has a model write behind prompts, one after the other, each by a seed of its own. */
final class Completions {

    private static final float TEMPERATURE = 0.7f;
    private static final float TOP_P = 0.95f;
    private static final int MOST_TOKENS = 40;

    private final ModelDirectory directory;

    Completions(ModelDirectory directory) {
        this.directory = directory;
    }

    /** @param labelled texts whose beginning, up to the first labelled token, is the prompt */
    List<Completion> of(LanguageModel model, List<TokenSequence> labelled) {
        List<Completion> completions = new ArrayList<>();
        for (int i = 0; i < labelled.size(); i++) {
            completions.add(complete(model, labelled.get(i), i));
        }
        return completions;
    }

    private Completion complete(LanguageModel model, TokenSequence labelled, long seed) {
        int[] prompt = Arrays.copyOf(labelled.ids(), labelled.labelled().get(0).from());
        StringBuilder text = new StringBuilder();
        long start = System.nanoTime();
        try (Decoding decoding = Decoding.of(model, directory)) {
            GeneratedSequence sequence =
                    decoding.begin(prompt, new SamplingSettings(TEMPERATURE, TOP_P, seed, MOST_TOKENS, List.of()));
            while (decoding.running() > 0) {
                decoding.step().stream().map(DecodingOutcome::text).forEach(text::append);
            }
            return new Completion(text.toString(), sequence.tokens().length, (System.nanoTime() - start) / 1e9);
        }
    }
}
