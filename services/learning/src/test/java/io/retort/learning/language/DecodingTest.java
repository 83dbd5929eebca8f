package io.retort.learning.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.torch.TorchEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecodingTest {

    private static final int VOCABULARY = 97;
    private static final int[] PROMPT = {5, 17, 40};

    private final TorchEngine engine = TorchEngine.start(1);
    private final ModelConfiguration configuration = SmallModel.configuration(VOCABULARY);
    private final LanguageModel model = SmallModel.load(engine, configuration, Precision.FLOAT32);
    private final Map<GeneratedSequence, StringBuilder> texts = new HashMap<>();
    private final Map<GeneratedSequence, FinishReason> reasons = new HashMap<>();

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void shouldWriteTheLikeliestTokens() {
        try (Decoding decoding = decoding(Set.of())) {
            GeneratedSequence sequence = decoding.begin(PROMPT, SamplingSettings.greedy(20));
            run(decoding);

            int[] all = IntStream.concat(Arrays.stream(PROMPT), Arrays.stream(sequence.tokens()))
                    .toArray();
            int[] rows = IntStream.range(PROMPT.length - 1, all.length - 1).toArray();
            try (Predictions predictions = model.predict(PackedTokens.of(List.of(all)), rows)) {
                assertThat(sequence.tokens())
                        .containsExactly(predictions.topTokens(1, 1).ids());
            }
            assertThat(reasons).containsEntry(sequence, FinishReason.LENGTH);
            assertThat(texts.get(sequence)).hasToString(Letters.of(sequence.tokens()));
        }
    }

    @Test
    void shouldDrawTheSameInAnyCompany() {
        SamplingSettings settings = new SamplingSettings(1.3f, 0.9f, 12, 30, List.of());
        int[] alone;
        try (Decoding decoding = decoding(Set.of())) {
            GeneratedSequence sequence = decoding.begin(PROMPT, settings);
            run(decoding);
            alone = sequence.tokens();
        }
        try (Decoding decoding = decoding(Set.of())) {
            decoding.begin(new int[] {9, 9}, SamplingSettings.greedy(4));
            decoding.begin(new int[] {1}, new SamplingSettings(100, 1, 5, 30, List.of()));
            decoding.step();
            GeneratedSequence sequence = decoding.begin(PROMPT, settings);
            run(decoding);

            assertThat(sequence.tokens()).containsExactly(alone);
        }
        assertThat(alone).hasSize(30);
        assertThat(Arrays.stream(alone).distinct().count()).isGreaterThan(5);
    }

    @Test
    void shouldEndWithATokenThatEndsTexts() {
        int[] greedy = greedy(20);
        int stop = greedy[4];
        try (Decoding decoding = decoding(Set.of(stop))) {
            GeneratedSequence sequence = decoding.begin(PROMPT, SamplingSettings.greedy(20));
            run(decoding);

            int first = indexOf(greedy, stop);
            assertThat(sequence.tokens()).containsExactly(Arrays.copyOf(greedy, first + 1));
            assertThat(reasons).containsEntry(sequence, FinishReason.STOP_TOKEN);
            assertThat(texts.get(sequence)).hasToString(Letters.of(Arrays.copyOf(greedy, first)));
        }
    }

    @Test
    void shouldEndBeforeAStopTextThatSpansTokens() {
        int[] greedy = greedy(20);
        String text = Letters.of(greedy);
        String stop = text.substring(6, 10);
        try (Decoding decoding = decoding(Set.of())) {
            GeneratedSequence sequence =
                    decoding.begin(PROMPT, new SamplingSettings(0, 1, 0, 20, List.of("never", stop)));
            run(decoding);

            assertThat(texts.get(sequence)).hasToString(text.substring(0, text.indexOf(stop)));
            assertThat(reasons).containsEntry(sequence, FinishReason.STOP_TEXT);
            assertThat(sequence.tokens().length).isBetween(text.indexOf(stop) + 4, text.indexOf(stop) + 5);
        }
    }

    @Test
    void shouldEndWhereTheContextEnds() {
        int[] prompt = Formula.tokens(SmallModel.CONTEXT - 3, 8, VOCABULARY);
        try (Decoding decoding = decoding(Set.of())) {
            GeneratedSequence sequence = decoding.begin(prompt, SamplingSettings.greedy(50));
            run(decoding);

            assertThat(sequence.tokens()).hasSize(3);
            assertThat(reasons).containsEntry(sequence, FinishReason.LENGTH);
        }
    }

    @Test
    void shouldRefuseAPromptThatFillsTheContext() {
        try (Decoding decoding = decoding(Set.of())) {
            assertThatThrownBy(() -> decoding.begin(new int[SmallModel.CONTEXT], SamplingSettings.greedy(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("200 tokens; allowed: 1 to 199");
            assertThat(decoding.running()).isZero();
        }
    }

    @Test
    void shouldFreeSequencesThatLeaveOrEnd() {
        int before = model.heldArrays();
        try (Decoding decoding = decoding(Set.of())) {
            GeneratedSequence leaving = decoding.begin(PROMPT, SamplingSettings.greedy(50));
            decoding.begin(PROMPT, SamplingSettings.greedy(2));
            decoding.step();
            decoding.leave(leaving);
            decoding.leave(leaving);
            decoding.step();

            assertThat(decoding.running()).isZero();
            assertThat(decoding.step()).isEmpty();
        }
        assertThat(model.heldArrays()).isEqualTo(before);
    }

    private Decoding decoding(Set<Integer> stopTokens) {
        return new Decoding(model, stopTokens, Letters::new);
    }

    private void run(Decoding decoding) {
        while (decoding.running() > 0) {
            for (DecodingOutcome outcome : decoding.step()) {
                texts.computeIfAbsent(outcome.sequence(), s -> new StringBuilder())
                        .append(outcome.text());
                outcome.match(continued -> reasons.size(), finished -> {
                    reasons.put(finished.sequence(), finished.reason());
                    return reasons.size();
                });
            }
        }
    }

    private int[] greedy(int count) {
        try (Decoding decoding = decoding(Set.of())) {
            GeneratedSequence sequence = decoding.begin(PROMPT, SamplingSettings.greedy(count));
            run(decoding);
            return sequence.tokens();
        }
    }

    private static int indexOf(int[] tokens, int token) {
        List<Integer> list = new ArrayList<>();
        Arrays.stream(tokens).forEach(list::add);
        return list.indexOf(token);
    }
}
