package io.retort.server.gate;

import io.retort.schemas.record.AgreementFall;
import io.retort.schemas.record.Evidence;
import io.retort.schemas.record.EvidenceSource;
import io.retort.schemas.record.Measure;
import io.retort.schemas.record.PairedComparison;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A decision's numbers as a sentence. */
final class VerdictText {

    private VerdictText() {}

    static String of(Evidence evidence) {
        AgreementFall fall = evidence.getFall();
        if (fall != null && !fall.getPassed() && hasLiveFallen(evidence, fall)) {
            return labelsChanged(fall);
        }
        List<PairedComparison> failed = evidence.getComparisons().stream()
                .filter(one -> !one.getPassed())
                .toList();
        return failed.isEmpty()
                ? "no worse than " + evidence.getLive() + ": " + joined(evidence.getComparisons(), VerdictText::figures)
                : "not shown to be no worse than " + evidence.getLive() + ": " + joined(failed, VerdictText::shortfall);
    }

    // Where the live student agrees as it did, it is the candidate that has changed; the comparisons then say so.
    private static boolean hasLiveFallen(Evidence evidence, AgreementFall fall) {
        return evidence.getComparisons().stream()
                .filter(one -> one.getPrompts() == EvidenceSource.STREAM && one.getMeasure() == Measure.AGREEMENT)
                .anyMatch(one -> one.getPassed() || fall.getReferenceAgreement() - one.getLive() > fall.getMargin());
    }

    private static String labelsChanged(AgreementFall fall) {
        return format(
                "the labels have changed: agreement with them is %.3f, and was %.3f when %s was promoted; look at the teacher."
                        + " If its labels are right as they are, say so: retort deploy promote --accept-labels",
                fall.getAgreement(), fall.getReferenceAgreement(), fall.getReference());
    }

    private static String figures(PairedComparison one) {
        return format(
                "%s %.3f against %.3f on %d %s",
                name(one), one.getCandidate(), one.getLive(), one.getPairs(), prompts(one));
    }

    private static String shortfall(PairedComparison one) {
        return format(
                "%s %.3f against %.3f on %d %s, worse by up to %.4f where %.4f is allowed",
                name(one),
                one.getCandidate(),
                one.getLive(),
                one.getPairs(),
                prompts(one),
                one.getBound(),
                one.getMargin());
    }

    private static String name(PairedComparison one) {
        return one.getMeasure().name().toLowerCase(Locale.ROOT);
    }

    private static String prompts(PairedComparison one) {
        return one.getPrompts() == EvidenceSource.STREAM ? "new labels" : "evaluation prompts";
    }

    private static String joined(
            List<PairedComparison> comparisons, java.util.function.Function<PairedComparison, String> text) {
        return comparisons.stream().map(text).collect(Collectors.joining("; "));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
