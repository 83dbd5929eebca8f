package io.retort.cli.compare;

import io.retort.cli.CommandFailed;
import io.retort.cli.UserMistake;
import io.retort.learning.classifier.TextClassifierPredictor;
import io.retort.learning.labelspace.ClassSet;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.record.Prompt;
import io.retort.teacher.LabelOutcome;
import io.retort.teacher.Teacher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a teacher and its student the same. */
public final class Comparer {

    private static final int BATCH = 256;
    private static final Duration MEASURED_FOR = Duration.ofMillis(500);

    private final Teacher teacher;
    private final ClassSet classes;
    private final TextClassifierPredictor student;

    /**
     * @param classes the teacher's
     * @throws UserMistake if the student has learned other classes
     */
    public Comparer(Teacher teacher, ClassSet classes, TextClassifierPredictor student) {
        if (!student.classes().equals(teacher.labelSpace().getNames())) {
            throw new UserMistake(
                    "the student knows " + student.classes().size() + " classes that are not the teacher's "
                            + classes.names().size() + "; give its own with --classes");
        }
        this.teacher = teacher;
        this.classes = classes;
        this.student = student;
    }

    /**
     * Compares them.
     *
     * @throws UserMistake if the teacher can label none of the texts
     */
    public Comparison compare(List<String> texts) {
        long started = System.nanoTime();
        List<LabelledText> labelled = label(texts);
        double teacherSeconds = (System.nanoTime() - started) / 1e9;
        if (labelled.isEmpty()) {
            throw new UserMistake("none of the " + texts.size() + " texts can be labelled");
        }
        int agreed = 0;
        double kl = 0;
        for (LabelledText one : labelled) {
            float[] answer = student.probabilities(one.text());
            agreed += mostLikely(answer) == one.label().mostLikely() ? 1 : 0;
            kl += divergence(one.label(), answer);
        }
        return new Comparison(
                labelled.size(),
                (double) agreed / labelled.size(),
                kl / labelled.size(),
                Baselines.majority(labelled, classes.classes().size()),
                new KeywordBaseline(classes).agreement(labelled),
                studentSpeed(labelled),
                texts.size() / teacherSeconds);
    }

    /** The teacher's probabilities for one text, in the order of the classes; empty if it cannot label it. */
    public Optional<float[]> teacherProbabilities(String text) {
        return label(List.of(text)).stream().findFirst().map(one -> {
            float[] probabilities = new float[classes.classes().size()];
            int[] ids = one.label().ids();
            for (int i = 0; i < ids.length; i++) {
                probabilities[ids[i]] = (float) Math.exp(one.label().logProbabilities()[i]);
            }
            return probabilities;
        });
    }

    private List<LabelledText> label(List<String> texts) {
        List<LabelledText> labelled = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += BATCH) {
            List<String> batch = texts.subList(from, Math.min(texts.size(), from + BATCH));
            List<LabelOutcome> outcomes =
                    teacher.label(batch.stream().map(Comparer::prompt).toList());
            for (int i = 0; i < batch.size(); i++) {
                String text = batch.get(i);
                Optional<Distribution> label = outcomes.get(i)
                        .match(
                                found -> Optional.of(found.distributions().get(0)),
                                unlabellable -> Optional.empty(),
                                unavailable -> {
                                    throw new CommandFailed("the teacher is unavailable: " + unavailable.message());
                                });
                label.ifPresent(found -> labelled.add(new LabelledText(text, found)));
            }
        }
        return labelled;
    }

    private double studentSpeed(List<LabelledText> texts) {
        long asked = 0;
        long started = System.nanoTime();
        long elapsed;
        do {
            for (LabelledText one : texts) {
                student.probabilities(one.text());
            }
            asked += texts.size();
            elapsed = System.nanoTime() - started;
        } while (elapsed < MEASURED_FOR.toNanos());
        return asked / (elapsed / 1e9);
    }

    /** {@code sum_i p_i (log p_i - log q_i)}, p the teacher's; a term with p_i = 0 counts as 0. In nats. */
    private static double divergence(Distribution teacher, float[] student) {
        double sum = 0;
        for (int i = 0; i < teacher.ids().length; i++) {
            double log = teacher.logProbabilities()[i];
            double p = Math.exp(log);
            if (p > 0) {
                sum += p * (log - Math.log(Math.max(student[teacher.ids()[i]], Float.MIN_VALUE)));
            }
        }
        return sum;
    }

    private static int mostLikely(float[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return best;
    }

    private static Prompt prompt(String text) {
        return new Prompt("compared", "compared", 0L, text, null, List.of(), Instant.EPOCH);
    }
}
