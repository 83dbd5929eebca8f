package io.retort.learning.language.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.learning.huggingface.WeightType;
import io.retort.learning.student.Example;
import io.retort.learning.student.TokenSequence;
import io.retort.learning.student.TokenSpan;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.Draws;
import io.retort.schemas.record.Support;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanguageMisfitTest {

    private static final DistillationLoss FORWARD = new DistillationLoss.ForwardKl();
    private static final DistillationLoss REVERSE = new DistillationLoss.ReverseKl();
    private static final DistillationLoss BETWEEN = new DistillationLoss.JensenShannon(0.5f);

    private final Distribution top = new Distribution(new int[] {3, 60}, new float[] {-1, -2}, -0.7f);
    private final Distribution drawn =
            Distribution.ofDraws(new int[] {3, 60}, new int[] {1, 2}, new Draws(3, 1, 3, -0.5f));
    private final Distribution full = new Distribution(
            IntStream.range(0, TinyModel.VOCABULARY).toArray(), uniform(TinyModel.VOCABULARY), Float.NEGATIVE_INFINITY);

    @Test
    void shouldTakeEachSupportWithTheLossesThatItAllows() {
        assertThat(misfit(FORWARD, example(Support.TOP_K, top))).isEmpty();
        assertThat(misfit(FORWARD, example(Support.FULL, full))).isEmpty();
        assertThat(misfit(FORWARD, example(Support.SAMPLED, drawn))).isEmpty();
        assertThat(misfit(FORWARD, text())).isEmpty();
        for (DistillationLoss loss : List.of(REVERSE, BETWEEN)) {
            assertThat(misfit(loss, example(Support.TOP_K, top))).isEmpty();
            assertThat(misfit(loss, example(Support.FULL, full))).isEmpty();
            assertThat(misfit(loss, text())).isEmpty();
            assertThat(misfit(loss, example(Support.SAMPLED, drawn)))
                    .hasValue("support SAMPLED with loss " + loss.name() + "; allowed: [FULL, TOP_K, TEXT]");
        }
    }

    @Test
    void shouldBringOnlyFullDistributionsToAnotherTemperature() {
        Optional<Float> two = Optional.of(2f);
        assertThat(misfit(FORWARD, two, example(Support.FULL, full))).isEmpty();
        assertThat(misfit(FORWARD, two, text())).isEmpty();
        assertThat(misfit(FORWARD, two, example(Support.TOP_K, top)))
                .hasValue("temperature 1.0 with support TOP_K; allowed: 2.0");
        assertThat(misfit(FORWARD, two, at(2, Support.TOP_K, top))).isEmpty();
        for (float temperature : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThat(misfit(FORWARD, at(temperature, Support.TOP_K, top)))
                    .hasValue("temperature " + temperature + "; allowed: a number above 0");
        }
    }

    @Test
    void shouldSayWhatIsWrongWithTokens() {
        assertThat(misfit(FORWARD, tokens(new int[TinyModel.CONTEXT + 1], 1)))
                .hasValue("65 tokens; allowed: at most 64");
        assertThat(misfit(FORWARD, tokens(new int[] {1, 61}, 1))).hasValue("token id 61; allowed: 0 to 60");
        assertThat(misfit(FORWARD, tokens(new int[] {-1, 6}, 1))).hasValue("token id -1; allowed: 0 to 60");
        assertThat(misfit(FORWARD, tokens(new int[] {1, 2, 3}, 2)))
                .hasValue("1 distributions for 2 labelled tokens; allowed: one each");
    }

    @Test
    void shouldSayWhatIsWrongWithDistributions() {
        assertThat(misfit(FORWARD, example(Support.TOP_K, top(60, 3))))
                .get()
                .asString()
                .startsWith("token id 3 in");
        assertThat(misfit(FORWARD, example(Support.TOP_K, top(3, 61))))
                .get()
                .asString()
                .startsWith("token id 61 in");
        for (float wrong : new float[] {Float.NaN, 0.1f, Float.NEGATIVE_INFINITY}) {
            Distribution distribution = new Distribution(new int[] {3}, new float[] {wrong}, -1);
            assertThat(misfit(FORWARD, example(Support.TOP_K, distribution)))
                    .hasValue("log-probability " + wrong + "; allowed: finite, at most 0");
        }
        assertThat(misfit(FORWARD, example(Support.TOP_K, withTail(Float.NaN)))).isPresent();
        assertThat(misfit(FORWARD, example(Support.TOP_K, withTail(0.1f)))).isPresent();
        assertThat(misfit(FORWARD, example(Support.FULL, top))).hasValue("2 tokens with support FULL; allowed: 61");
        assertThat(misfit(FORWARD, example(Support.SAMPLED, top)))
                .get()
                .asString()
                .startsWith("a distribution without");
    }

    /** The softmax of half the logits is the square root, scaled to 1. */
    @Test
    void shouldCompareAFullDistributionAtTheTemperatureThatWasAskedFor() {
        int[] ids = {0, 1};
        float[] logProbabilities = {(float) Math.log(0.9), (float) Math.log(0.1)};
        Example example = example(Support.FULL, new Distribution(ids, logProbabilities, Float.NEGATIVE_INFINITY));

        Target target = Target.of(example, settings(FORWARD, Optional.of(2f))).get(0);

        assertThat(Math.exp(target.distribution().logProbabilities()[0])).isBetween(0.7499, 0.7501);
        assertThat(target.temperature()).isEqualTo(2);
        assertThat(target.divergenceWeight()).isEqualTo(4);
    }

    private static Optional<String> misfit(DistillationLoss loss, Example example) {
        return misfit(loss, Optional.empty(), example);
    }

    private static Optional<String> misfit(DistillationLoss loss, Optional<Float> temperature, Example example) {
        return new LanguageMisfit(TinyModel.configuration(true, false), settings(loss, temperature)).of(example);
    }

    private static LanguageStudentSettings settings(DistillationLoss loss, Optional<Float> temperature) {
        LanguageStudentSettings defaults = LanguageStudentSettings.defaults();
        return new LanguageStudentSettings(
                loss,
                0,
                temperature,
                defaults.learningRate(),
                defaults.optimizer(),
                100,
                0,
                WeightType.F32,
                TrainableTensors.ALL,
                1);
    }

    private static Example example(Support support, Distribution target) {
        return at(1, support, target);
    }

    private static Example at(float temperature, Support support, Distribution target) {
        TokenSequence tokens = new TokenSequence(new int[] {1, 2}, List.of(new TokenSpan(1, 2)));
        return new Example("", tokens, temperature, support, List.of(target));
    }

    private static Example text() {
        TokenSequence tokens = new TokenSequence(new int[] {1, 2}, List.of(new TokenSpan(1, 2)));
        return new Example("", tokens, 1, Support.TEXT, List.of());
    }

    private Example tokens(int[] ids, int labelled) {
        TokenSequence tokens = new TokenSequence(ids, List.of(new TokenSpan(1, 1 + labelled)));
        return new Example("", tokens, 1, Support.TOP_K, Collections.nCopies(1, top));
    }

    private static Distribution top(int... ids) {
        return new Distribution(ids, uniform(ids.length), Float.NEGATIVE_INFINITY);
    }

    private static Distribution withTail(float tail) {
        return new Distribution(new int[] {3}, new float[] {-1}, tail);
    }

    private static float[] uniform(int count) {
        float[] logProbabilities = new float[count];
        Arrays.fill(logProbabilities, (float) -Math.log(count));
        return logProbabilities;
    }
}
