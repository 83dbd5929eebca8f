package io.retort.cli.quickstart;

import io.retort.cli.compare.Comparison;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** The summary for people. */
final class SummaryText {

    private final PrintWriter out;

    SummaryText(PrintWriter out) {
        this.out = out;
    }

    void print(Summary summary, Path directory) {
        line("");
        line(
                summary.complete()
                        ? "The stream has ended."
                        : "Stopped before the stream's end; the next run finishes it.");
        line(
                "  %,d prompts, %,d labels (%,.0f a second), %,d dead letters; %,d steps, %,d checkpoints; %.0f s",
                summary.prompts(),
                summary.labels(),
                summary.labelsPerSecond(),
                summary.deadLetters(),
                summary.step(),
                summary.checkpoints(),
                summary.seconds());
        summary.heldOut()
                .ifPresentOrElse(
                        heldOut -> compare(summary, heldOut),
                        () -> line("  No prompts were held out to compare" + " student and teacher."));
        summary.checkpoint().ifPresent(checkpoint -> {
            line("  checkpoint  %s", checkpoint);
            line("");
            line("Ask both:   ./retort label%s \"I was charged twice, please help\"", option(directory));
        });
        line("");
    }

    private void compare(Summary summary, Comparison heldOut) {
        line(
                "  The student agrees with its teacher on %.1f%% of %,d prompts it has never seen (KL %.3f nats).",
                100 * heldOut.agreement(), heldOut.prompts(), heldOut.kl());
        line(
                "  For comparison: always the most frequent class %.1f%%, keywords of the classes %.1f%%.",
                100 * heldOut.majorityAgreement(), 100 * heldOut.keywordAgreement());
        line(
                "  size        %.1f MB, the teacher %.1f MB: %.1f times smaller",
                summary.studentBytes() / 1e6,
                summary.teacherBytes() / 1e6,
                (double) summary.teacherBytes() / summary.studentBytes());
        line(
                "  speed       %,.0f prompts/s on one thread, the teacher %,.0f on all of its: %,.0f times faster",
                heldOut.studentPromptsPerSecond(),
                heldOut.teacherPromptsPerSecond(),
                heldOut.studentPromptsPerSecond() / heldOut.teacherPromptsPerSecond());
    }

    /** The option that names a directory; none for the one that is looked in anyway. */
    static String option(Path directory) {
        boolean found =
                directory.equals(QuickstartSettings.DIRECTORY.toAbsolutePath().normalize());
        return found ? "" : " --directory '" + directory + "'";
    }

    private void line(String pattern, Object... values) {
        out.println(String.format(Locale.ROOT, pattern, values));
        out.flush();
    }
}
