package io.retort.cli.compare;

import io.retort.cli.UserMistake;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** {@code retort label}: what teacher and student say of one prompt. */
public final class SideBySide {

    private static final int SHOWN = 5;
    private static final int BAR = 20;

    private final PrintWriter out;

    public SideBySide(PrintWriter out) {
        this.out = out;
    }

    /** @throws UserMistake if the teacher cannot label the text */
    public void print(ClassifierPair pair, String text) {
        float[] teacher = pair.comparer()
                .teacherProbabilities(text)
                .orElseThrow(() -> new UserMistake("the teacher finds nothing in this prompt that it can read"));
        float[] student = pair.student().probabilities(text);
        List<String> names = pair.student().classes();
        int width = IntStream.concat(best(teacher), best(student))
                .map(id -> names.get(id).length())
                .max()
                .orElse(0);
        out.println("teacher  " + pair.teacher().identity().getId());
        list(names, teacher, width);
        out.println("student  " + pair.checkpoint());
        list(names, student, width);
        boolean agree = best(teacher).findFirst().equals(best(student).findFirst());
        out.println(agree ? "They agree." : "They disagree.");
        out.flush();
    }

    private void list(List<String> names, float[] probabilities, int width) {
        best(probabilities).forEach(id -> {
            int filled = Math.round(probabilities[id] * BAR);
            out.println(String.format(
                            Locale.ROOT,
                            "  %-" + Math.max(1, width) + "s %6.1f%%  %s",
                            names.get(id),
                            100 * probabilities[id],
                            "#".repeat(filled))
                    .stripTrailing());
        });
    }

    private static IntStream best(float[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted((a, b) -> Float.compare(probabilities[b], probabilities[a]))
                .limit(SHOWN)
                .mapToInt(Integer::intValue);
    }
}
