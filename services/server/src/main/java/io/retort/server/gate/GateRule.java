package io.retort.server.gate;

import io.retort.learning.student.ExampleScore;
import io.retort.schemas.record.AgreementFall;
import io.retort.schemas.record.Evidence;
import io.retort.schemas.record.EvidenceSource;
import io.retort.schemas.record.Measure;
import io.retort.schemas.record.PairedComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Lets a candidate through that is shown to be no worse than the live student: in each comparison, on the same prompts, the
 * upper confidence bound of how much worse it is lies below the smallest difference that matters. All have to pass, so a
 * candidate that is worse by a margin anywhere passes with the probability of the level at most.
 *
 * <p>On labels that have become noise both students look alike, whatever they have learned. Therefore the stream's labels have to
 * pass too: the candidate agrees with them not much less than students did before.
 */
final class GateRule {

    private final GateSettings settings;
    private final double normalQuantile;

    GateRule(GateSettings settings) {
        this.settings = settings;
        this.normalQuantile = NormalDistribution.of(0, 1).inverseSurvivalProbability(settings.level());
    }

    /**
     * @param live id of the live checkpoint
     * @param evidence at most one of each source, at least one
     * @param reference what agreement was before, if it is known
     */
    Verdict judge(String live, List<Pairs> evidence, Optional<Reference> reference) {
        List<PairedComparison> comparisons = new ArrayList<>();
        for (Pairs pairs : evidence) {
            comparisons.add(agreement(pairs));
            comparisons.add(loss(pairs));
        }
        Optional<AgreementFall> fall = evidence.stream()
                .filter(pairs -> pairs.source() == EvidenceSource.STREAM)
                .findFirst()
                .flatMap(stream -> reference.map(before -> fall(stream.candidate(), before)));
        boolean labelsPass = fall.map(AgreementFall::getPassed).orElse(true);
        boolean pass = labelsPass && comparisons.stream().allMatch(PairedComparison::getPassed);
        Evidence numbers = Evidence.newBuilder()
                .setLive(live)
                .setLevel(settings.level())
                .setComparisons(comparisons)
                .setFall(fall.orElse(null))
                .build();
        return new Verdict(pass, numbers, VerdictText.of(numbers));
    }

    private PairedComparison agreement(Pairs pairs) {
        double[] worse = pairs.differences((live, candidate) -> Pairs.agreement(live) - Pairs.agreement(candidate));
        return comparison(
                pairs,
                Measure.AGREEMENT,
                Pairs.mean(pairs.live(), Pairs::agreement),
                Pairs.mean(pairs.candidate(), Pairs::agreement),
                PairedTest.ofAgreement(worse, settings.level(), settings.agreementMargin()),
                settings.agreementMargin());
    }

    private PairedComparison loss(Pairs pairs) {
        double[] worse = pairs.differences((live, candidate) -> candidate.loss() - live.loss());
        return comparison(
                pairs,
                Measure.LOSS,
                Pairs.mean(pairs.live(), ExampleScore::loss),
                Pairs.mean(pairs.candidate(), ExampleScore::loss),
                PairedTest.of(worse, settings.level()),
                settings.lossMargin());
    }

    private static PairedComparison comparison(
            Pairs pairs, Measure measure, double live, double candidate, PairedTest test, double margin) {
        return new PairedComparison(
                pairs.source(),
                measure,
                test.pairs(),
                live,
                candidate,
                test.worse(),
                test.standardError(),
                test.bound(),
                margin,
                test.bound() < margin);
    }

    /**
     * Two shares of different labels: their difference has the sum of their variances. Of one position a label those are
     * binomial. A label of many positions says more: how much less its share varies is taken from the candidate's labels.
     */
    private AgreementFall fall(List<ExampleScore> candidate, Reference before) {
        double agreement = Pairs.mean(candidate, Pairs::agreement);
        double error = Math.sqrt(relativeVariance(candidate, agreement)
                * (variance(agreement, candidate.size()) + variance(before.agreement(), before.labels())));
        double bound = before.agreement() - agreement + normalQuantile * error;
        return new AgreementFall(
                before.checkpoint(),
                before.labels(),
                before.agreement(),
                candidate.size(),
                agreement,
                error,
                bound,
                settings.fall(),
                bound < settings.fall());
    }

    /** Of the labels' shares, to that of labels of one position: 1 for those, below for others. */
    private static double relativeVariance(List<ExampleScore> scores, double mean) {
        double squares = Pairs.mean(scores, score -> Pairs.agreement(score) * Pairs.agreement(score));
        double ofOnePosition = variance(mean, 1);
        return ofOnePosition == 0 ? 1 : Math.max(0, squares - mean * mean) / ofOnePosition;
    }

    private static double variance(double share, long labels) {
        return share * (1 - share) / labels;
    }
}
