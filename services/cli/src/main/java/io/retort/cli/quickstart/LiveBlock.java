package io.retort.cli.quickstart;

import io.retort.cli.quickstart.Figures.TokenFigures;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One block of a terminal, drawn anew in its place. */
final class LiveBlock implements ProgressDisplay {

    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_LINE = "\u001b[2K";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";
    private static final int BAR = 30;

    private final PrintWriter out;
    private final long expected;
    private final int width;
    private final boolean colours;
    private int drawn;

    /**
     * @param expected prompts of this run; {@link Long#MAX_VALUE} if that is not known
     * @param width columns of the terminal
     */
    LiveBlock(PrintWriter out, long expected, int width, boolean colours) {
        this.out = out;
        this.expected = expected;
        this.width = width;
        this.colours = colours;
    }

    @Override
    public void show(Figures figures) {
        List<String> lines = lines(figures);
        StringBuilder block = new StringBuilder();
        if (drawn > 0) {
            block.append(String.format(Locale.ROOT, UP, drawn));
        }
        for (String line : lines) {
            // A line that wraps would put the next block in the wrong place.
            String cut = line.length() < width ? line : line.substring(0, Math.max(0, width - 1));
            block.append(CLEAR_LINE).append(emphasized(cut)).append('\n');
        }
        out.print(block);
        out.flush();
        drawn = lines.size();
    }

    @Override
    public void finish(Figures figures) {
        show(figures);
    }

    private String emphasized(String line) {
        int begin = 13;
        return colours && line.length() > begin
                ? line.substring(0, begin) + BOLD + line.substring(begin) + PLAIN
                : line;
    }

    private List<String> lines(Figures at) {
        List<String> lines = new ArrayList<>();
        lines.addAll(List.of(
                format("prompts      %,d%s", at.prompts(), bar(at)),
                format(
                        "labels       %,d   %,.0f/s   dead letters %,d",
                        at.labels(), at.labelsPerSecond(), at.deadLetters()),
                format("student      step %,d (%s)   lag %,d labels", at.step(), at.activity(), at.lag())));
        lines.addAll(at.tokens()
                .map(tokens -> ofTokens(at, tokens))
                .orElseGet(() -> List.of(format(
                        "prequential  loss %.4f   agreement with the teacher %.1f%%",
                        at.prequentialLoss(), 100 * at.prequentialAgreement()))));
        lines.addAll(List.of(
                format("checkpoints  %,d   %s", at.checkpoints(), at.newestCheckpoint()),
                format(
                        "elapsed      %d s   Ctrl-C finishes what is begun and sums up",
                        at.elapsed().toSeconds())));
        return lines;
    }

    private static List<String> ofTokens(Figures at, TokenFigures tokens) {
        return List.of(
                format("tokens       %,d learned   %,.0f/s", tokens.learned(), tokens.learnedPerSecond()),
                format(
                        "prequential  cross-entropy %.3f   KL %.3f nats   acceptance %.1f%%   agreement %.1f%%",
                        tokens.crossEntropy(),
                        at.prequentialLoss(),
                        100 * tokens.acceptance(),
                        100 * at.prequentialAgreement()));
    }

    private String bar(Figures at) {
        if (expected == Long.MAX_VALUE || expected <= 0) {
            return "";
        }
        double share = Math.min(1, (double) at.labels() / expected);
        int filled = (int) Math.round(share * BAR);
        return format("   labelled [%s%s] %.0f%%", "#".repeat(filled), "-".repeat(BAR - filled), 100 * share);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
