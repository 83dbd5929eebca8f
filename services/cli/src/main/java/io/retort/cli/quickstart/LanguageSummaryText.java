package io.retort.cli.quickstart;

import io.retort.cli.language.Answers;
import io.retort.cli.language.BeforeAndAfter;
import io.retort.cli.language.Completion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The summary of language models, for people. */
final class LanguageSummaryText {

    private static final int LONGEST = 100;

    private final PrintWriter out;

    LanguageSummaryText(PrintWriter out) {
        this.out = out;
    }

    void print(LanguageSummary summary, Path directory) {
        Figures figures = summary.end().figures();
        line("");
        line(
                summary.end().complete()
                        ? "The stream has ended."
                        : "Stopped before the stream's end; the next run finishes it.");
        line(
                "  %,d prompts, %,d labels of %,d tokens (%,.1f labels a second), %,d dead letters; %,d steps,"
                        + " %,d checkpoints; %.0f s",
                summary.prompts(),
                summary.labels(),
                summary.tokens(),
                figures.labels() / summary.end().labellingSeconds(),
                summary.deadLetters(),
                figures.step(),
                figures.checkpoints(),
                summary.seconds());
        summary.heldOut()
                .ifPresentOrElse(
                        heldOut -> compare(summary, heldOut),
                        () -> line("  No prompts were held out to compare student and teacher."));
        summary.answers().forEach(this::show);
        summary.checkpoint().ifPresent(checkpoint -> {
            line("");
            line("  checkpoint  %s", checkpoint);
            line("              opens with transformers as it is: AutoModelForCausalLM.from_pretrained(...)");
            line("");
            line("Ask both:   ./retort label%s \"I was charged twice, please help\"", SummaryText.option(directory));
        });
        line("");
    }

    private void compare(LanguageSummary summary, BeforeAndAfter heldOut) {
        line(
                "  On %,d tokens of %d prompts it has never seen:      before     after",
                heldOut.after().tokens(), heldOut.after().prompts());
        line(
                "    KL from the teacher, nats                  %10.3f %9.3f   (the best context-free guess %.3f)",
                heldOut.before().kl(), heldOut.after().kl(), heldOut.unigramKl());
        line(
                "    the teacher's likeliest token              %9.1f%% %8.1f%%",
                100 * heldOut.before().top1(), 100 * heldOut.after().top1());
        line(
                "    drafts the teacher would accept            %9.1f%% %8.1f%%",
                100 * heldOut.before().acceptance(), 100 * heldOut.after().acceptance());
        line("  size        %.1f MB, the teacher %.1f MB", summary.studentBytes() / 1e6, summary.teacherBytes() / 1e6);
        line(
                "  speed       writes %,.0f tokens/s, the teacher %,.0f; reads %,.0f, the teacher %,.0f",
                pace(summary.answers(), Answers::after),
                pace(summary.answers(), Answers::teacher),
                heldOut.after().studentTokensPerSecond(),
                heldOut.after().teacherTokensPerSecond());
    }

    private void show(Answers answers) {
        line("");
        line("  prompt   %s", shortened(lastLine(answers.prompt())));
        line("  teacher  %s", shortened(answers.teacher().text()));
        line("  before   %s", shortened(answers.before().text()));
        line("  after    %s", shortened(answers.after().text()));
    }

    private static double pace(List<Answers> answers, Function<Answers, Completion> whose) {
        double tokens = 0;
        double seconds = 0;
        for (Answers one : answers) {
            tokens += whose.apply(one).tokens();
            seconds += whose.apply(one).seconds();
        }
        return seconds == 0 ? 0 : tokens / seconds;
    }

    /** A chat's template ends with the name of who is to speak; what was asked stands before it. */
    private static String lastLine(String prompt) {
        List<String> lines =
                prompt.strip().lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "" : lines.get(Math.max(0, lines.size() - 2));
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "");
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + " ...";
    }

    private void line(String pattern, Object... values) {
        out.println(String.format(Locale.ROOT, pattern, values));
        out.flush();
    }
}
