package io.retort.cli.quickstart;

import io.retort.cli.quickstart.Figures.TokenFigures;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A line every few seconds, where there is no terminal. */
final class PlainLines implements ProgressDisplay {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final PrintWriter out;
    private Duration next = Duration.ZERO;

    PlainLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void show(Figures figures) {
        if (figures.elapsed().compareTo(next) >= 0) {
            next = figures.elapsed().plus(EVERY);
            print(figures);
        }
    }

    @Override
    public void finish(Figures figures) {
        print(figures);
    }

    private void print(Figures at) {
        out.println(String.format(
                        Locale.ROOT,
                        "%3d s  prompts %d  labels %d  labels/s %.0f  dead letters %d  step %d  lag %d  prequential loss %.4f"
                                + "  prequential agreement %.3f  checkpoints %d",
                        at.elapsed().toSeconds(),
                        at.prompts(),
                        at.labels(),
                        at.labelsPerSecond(),
                        at.deadLetters(),
                        at.step(),
                        at.lag(),
                        at.prequentialLoss(),
                        at.prequentialAgreement(),
                        at.checkpoints())
                + at.tokens().map(PlainLines::ofTokens).orElse(""));
        out.flush();
    }

    private static String ofTokens(TokenFigures tokens) {
        return String.format(
                Locale.ROOT,
                "  tokens %d  tokens/s %.0f  cross-entropy %.4f  acceptance %.3f",
                tokens.learned(),
                tokens.learnedPerSecond(),
                tokens.crossEntropy(),
                tokens.acceptance());
    }
}
