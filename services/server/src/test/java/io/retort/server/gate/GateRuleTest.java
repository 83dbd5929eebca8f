package io.retort.server.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.learning.student.ExampleScore;
import io.retort.schemas.record.AgreementFall;
import io.retort.schemas.record.EvidenceSource;
import io.retort.schemas.record.Measure;
import io.retort.schemas.record.PairedComparison;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateRuleTest {

    private final GateRule rule = new GateRule(GateSettings.of("s", Path.of("checkpoints")));

    @Test
    void shouldLetABetterCandidateThrough() {
        Verdict verdict = rule.judge("live", List.of(stream(430, 450, 0)), was(0.84));

        assertThat(verdict.promote()).isTrue();
        assertThat(verdict.reason())
                .startsWith("no worse than live: agreement 0.879 against 0.840 on 512 new labels; loss");
        assertThat(verdict.evidence().getComparisons())
                .extracting(PairedComparison::getMeasure)
                .containsExactly(Measure.AGREEMENT, Measure.LOSS);
    }

    @Test
    void shouldKeepOutWhatIsWorseInAgreementAlone() {
        Verdict verdict = rule.judge("live", List.of(stream(450, 430, 0)), was(0.84));

        assertThat(verdict.promote()).isFalse();
        assertThat(verdict.reason())
                .startsWith(
                        "not shown to be no worse than live: agreement 0.840 against 0.879 on 512 new labels, worse by");
    }

    /** 8 of 512 is a mean below the margin; its bound is above. */
    @Test
    void shouldNotGoByTheMeanAlone() {
        Verdict verdict = rule.judge("live", List.of(stream(448, 440, 0)), was(0.84));

        assertThat(verdict.promote()).isFalse();
        assertThat(verdict.evidence().getComparisons().get(0)).satisfies(one -> {
            assertThat(one.getWorse()).isLessThan(one.getMargin());
            assertThat(one.getBound()).isGreaterThan(one.getMargin());
        });
    }

    @Test
    void shouldKeepOutWhatIsWorseInLossAlone() {
        Verdict verdict = rule.judge("live", List.of(stream(450, 450, 0.2)), was(0.84));

        assertThat(verdict.promote()).isFalse();
        assertThat(verdict.reason()).contains("loss").doesNotContain("agreement");
    }

    @Test
    void shouldKeepOutWhatIsWorseOnOneOfTheSourcesAlone() {
        Pairs file = new Pairs(EvidenceSource.FILE, scores(200, 190, 0), scores(200, 150, 0));

        Verdict verdict = rule.judge("live", List.of(stream(430, 450, 0), file), was(0.84));

        assertThat(verdict.promote()).isFalse();
        assertThat(verdict.reason()).contains("evaluation prompts").doesNotContain("new labels");
        assertThat(verdict.evidence().getComparisons()).hasSize(4);
    }

    /** On noise the candidate is even better than the live student. */
    @Test
    void shouldDoubtLabelsThatNobodyAgreesWith() {
        Verdict verdict = rule.judge("live", List.of(stream(80, 120, 0)), was(0.84));

        assertThat(verdict.promote()).isFalse();
        assertThat(verdict.evidence().getComparisons()).allMatch(PairedComparison::getPassed);
        assertThat(verdict.reason())
                .startsWith(
                        "the labels have changed: agreement with them is 0.234, and was 0.840 when before was promoted")
                .contains("retort deploy promote --accept-labels");
    }

    @Test
    void shouldNotBlameTheLabelsForACandidateThatForgot() {
        Verdict verdict = rule.judge("live", List.of(stream(430, 200, 0)), was(0.84));

        assertThat(verdict.promote()).isFalse();
        assertThat(verdict.reason()).startsWith("not shown to be no worse than live: agreement 0.391 against 0.840");
    }

    /** Topics that are new to the live student are no doubt about the labels, once the candidate has learned them. */
    @Test
    void shouldLetThroughWhatHasLearnedNewTopics() {
        assertThat(rule.judge("live", List.of(stream(200, 420, 0)), was(0.84)).promote())
                .isTrue();
    }

    /** {@code math.sqrt(.85*.15/512 + .78*.22/512)} and {@code .85 - .78 + scipy.stats.norm.ppf(.95) * that}, scipy 1.17.1. */
    @Test
    void shouldBoundTheFallByTwoBinomialErrors() {
        List<ExampleScore> candidate = scores(1000, 780, 0);
        Reference reference = new Reference("before", 1000, 0.85, Reference.Kind.MEASURED, Instant.EPOCH);

        AgreementFall fall = Objects.requireNonNull(rule.judge(
                        "live", List.of(new Pairs(EvidenceSource.STREAM, candidate, candidate)), Optional.of(reference))
                .evidence()
                .getFall());

        double scale = Math.sqrt(512.0 / 1000);
        assertThat(fall.getStandardError()).isCloseTo(0.024169809422086883 * scale, within(1e-12));
        assertThat(fall.getBound()).isCloseTo(0.07 + (0.10975579869064542 - 0.07) * scale, within(1e-9));
        assertThat(fall.getPassed()).isTrue();
    }

    @Test
    void shouldNotMeasureAFallOnEvaluationPrompts() {
        Pairs file = new Pairs(EvidenceSource.FILE, scores(512, 100, 0), scores(512, 100, 0));

        Verdict verdict = rule.judge("live", List.of(file), was(0.84));

        assertThat(verdict.promote()).isTrue();
        assertThat(verdict.evidence().getFall()).isNull();
    }

    @Test
    void shouldTakeTheErrorOfAFallFromLabelsOfManyPositions() {
        List<ExampleScore> candidate = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            candidate.add(ExampleScore.ofTokens(40, 1, i % 2 == 0 ? 12 : 16, 2, 0.4)); // shares of 0.3 and 0.4
        }
        AgreementFall fall = Objects.requireNonNull(new GateRule(GateSettings.of("s", Path.of("d")))
                .judge("live", List.of(new Pairs(EvidenceSource.STREAM, candidate, candidate)), was(0.4))
                .evidence()
                .getFall());
        // Shares vary by 0.05^2 a label, where single positions of the same mean would vary by 0.35 x 0.65.
        double relative = 0.0025 / (0.35 * 0.65);
        assertThat(fall.getStandardError())
                .isCloseTo(Math.sqrt(relative * (0.35 * 0.65 / 64 + 0.4 * 0.6 / 512)), within(1e-12));
    }

    private static Optional<Reference> was(double agreement) {
        return Optional.of(new Reference("before", 512, agreement, Reference.Kind.MEASURED, Instant.EPOCH));
    }

    private static Pairs stream(int live, int candidate, double worse) {
        return new Pairs(EvidenceSource.STREAM, scores(512, live, 0), scores(512, candidate, worse));
    }

    private static List<ExampleScore> scores(int prompts, int agreed, double worse) {
        List<ExampleScore> scores = new ArrayList<>();
        for (int i = 0; i < prompts; i++) {
            scores.add(ExampleScore.ofClasses(0.1 + (i % 7) * 0.01 + worse, 0, i < agreed ? 0 : 1));
        }
        return scores;
    }
}
