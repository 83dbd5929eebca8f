package io.retort.cli.deploy;

import io.retort.schemas.record.AgreementFall;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.Evidence;
import io.retort.schemas.record.PairedComparison;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status for people. */
final class StatusText {

    private final PrintWriter out;
    private final Instant now;

    StatusText(PrintWriter out, Instant now) {
        this.out = out;
        this.now = now;
    }

    void print(List<StudentStatus> students) {
        if (students.isEmpty()) {
            out.println("nothing has been decided yet");
        }
        students.forEach(this::print);
        out.flush();
    }

    private void print(StudentStatus status) {
        out.println(status.student());
        out.println("  live      " + checkpoint(status.deployed().live()));
        out.println("  previous  " + checkpoint(status.deployed().previous()));
        out.println("  gate      " + (status.deployed().held() ? "held" : "not held"));
        out.println("  waiting   " + waiting(status));
        out.println("  decisions " + status.made() + (status.made() == 0 ? "" : ", the newest last"));
        status.decisions().forEach(this::print);
    }

    private void print(Deployment decision) {
        DeployedCheckpoint checkpoint = decision.getCheckpoint();
        out.println(String.format(
                Locale.ROOT,
                "    %s  %-9s %s  by %s: %s",
                decision.getDecidedAt(),
                decision.getAction().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                checkpoint == null ? "-" : checkpoint.getId(),
                decision.getDecider().name().toLowerCase(Locale.ROOT),
                decision.getReason()));
        if (decision.getLabelsAccepted()) {
            out.println("        the labels are accepted as they were then");
        }
        print(decision.getEvidence());
    }

    private void print(@Nullable Evidence evidence) {
        if (evidence == null) {
            return;
        }
        evidence.getComparisons().forEach(this::print);
        AgreementFall fall = evidence.getFall();
        if (fall != null) {
            out.println(String.format(
                    Locale.ROOT,
                    "        labels  agreement %.3f on %d, was %.3f on %d (%s): fallen by up to %+.4f, allowed %.4f  %s",
                    fall.getAgreement(),
                    fall.getLabels(),
                    fall.getReferenceAgreement(),
                    fall.getReferenceLabels(),
                    fall.getReference(),
                    fall.getBound(),
                    fall.getMargin(),
                    passed(fall.getPassed())));
        }
    }

    private void print(PairedComparison one) {
        out.println(String.format(
                Locale.ROOT,
                "        %-6s  %s %.4f against %.4f on %d: worse by %+.4f +- %.4f, at most %+.4f, allowed %.4f  %s",
                one.getPrompts().name().toLowerCase(Locale.ROOT),
                one.getMeasure().name().toLowerCase(Locale.ROOT),
                one.getCandidate(),
                one.getLive(),
                one.getPairs(),
                one.getWorse(),
                one.getStandardError(),
                one.getBound(),
                one.getMargin(),
                passed(one.getPassed())));
    }

    private static String passed(boolean passed) {
        return passed ? "passed" : "not passed";
    }

    private static String checkpoint(Optional<DeployedCheckpoint> checkpoint) {
        return checkpoint.map(one -> one.getId() + "  step " + one.getStep()).orElse("none");
    }

    private String waiting(StudentStatus status) {
        return status.waiting()
                .map(one -> String.format(
                        Locale.ROOT,
                        "%s  step %d, announced %d s ago, about %d new labels since",
                        one.id(),
                        one.step(),
                        Math.max(
                                0,
                                Duration.between(one.checkpoint().getWrittenAt(), now)
                                        .toSeconds()),
                        status.newLabels()))
                .orElse("none");
    }
}
