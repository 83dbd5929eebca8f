package io.retort.benchmarks.codec;

import io.retort.learning.huggingface.InitialStudents;
import io.retort.learning.huggingface.StudentSizes;
import io.retort.learning.language.Precision;
import io.retort.learning.language.training.LanguageStudentFactory;
import io.retort.learning.language.training.LanguageStudentSettings;
import io.retort.learning.language.training.LearningRate;
import io.retort.learning.student.Example;
import io.retort.learning.student.ExampleScore;
import io.retort.learning.student.Student;
import io.retort.schemas.label.DrawSeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** KL on held-out answers of students that started alike and saw the same answers in the same order, by what labels kept. */
final class HeldOutLosses {

    private static final StudentSizes SIZES = new StudentSizes(2, 64, 4, 2, 176, true, 10_000, 1_024);
    private static final LearningRate LEARNING_RATE = new LearningRate(3e-3f, 20, Optional.empty());
    private static final int BATCH = 8;

    private final AnsweringTeacher teacher;
    private final List<Scheme> schemes;
    private final int threads;

    HeldOutLosses(AnsweringTeacher teacher, List<Scheme> schemes, int threads) {
        this.teacher = teacher;
        this.schemes = schemes;
        this.threads = threads;
    }

    /**
     * Trains a student for each scheme, once over the answers.
     *
     * @param seed of the students' first weights and of the answers' order
     * @param directory new, for the first student
     * @return nats a token, in the schemes' order
     */
    List<Double> measure(List<Answer> answers, List<Answer> heldOut, long seed, Path directory) throws IOException {
        InitialStudents.ofSizes(directory, teacher.directory(), SIZES, seed);
        LanguageStudentSettings settings =
                LanguageStudentSettings.defaults().withThreads(threads).withLearningRate(LEARNING_RATE);
        LanguageStudentFactory factory =
                new LanguageStudentFactory(directory, settings, (engine, model) -> Precision.FLOAT32);
        List<Student> students = new ArrayList<>();
        try {
            for (int i = 0; i < schemes.size(); i++) {
                students.add(factory.create(teacher.labelSpace(), seed));
            }
            train(students, shuffled(answers, seed), seed);
            return heldOut(students, heldOut);
        } finally {
            students.forEach(Student::close);
        }
    }

    /** All students at a time, so that the teacher's distributions are computed once a batch and never kept. */
    private void train(List<Student> students, List<Answer> answers, long seed) {
        for (List<Answer> batch : batches(answers)) {
            List<List<float[]>> logProbabilities = teacher.logProbabilities(batch);
            for (int i = 0; i < students.size(); i++) {
                students.get(i).step(examples(schemes.get(i), batch, logProbabilities, seed), List.of());
            }
        }
    }

    private List<Double> heldOut(List<Student> students, List<Answer> answers) {
        double[] sums = new double[students.size()];
        for (List<Answer> batch : batches(answers)) {
            List<Example> examples = examples(Scheme.FULL, batch, teacher.logProbabilities(batch), 0);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += students.get(i).score(examples).stream()
                        .mapToDouble(HeldOutLosses::sum)
                        .sum();
            }
        }
        int positions =
                answers.stream().mapToInt(answer -> answer.tokens().positions()).sum();
        return IntStream.range(0, sums.length)
                .mapToObj(i -> sums[i] / positions)
                .toList();
    }

    private static double sum(ExampleScore score) {
        return score.loss() * score.positions();
    }

    private static List<Example> examples(
            Scheme scheme, List<Answer> batch, List<List<float[]>> logProbabilities, long seed) {
        return IntStream.range(0, batch.size())
                .mapToObj(i -> new Example(
                        "",
                        batch.get(i).tokens(),
                        1,
                        scheme.support().support(),
                        scheme.kept(
                                logProbabilities.get(i),
                                DrawSeed.ofPrompt(batch.get(i).promptId() + seed))))
                .toList();
    }

    private static List<List<Answer>> batches(List<Answer> answers) {
        List<List<Answer>> batches = new ArrayList<>();
        for (int from = 0; from < answers.size(); from += BATCH) {
            batches.add(answers.subList(from, Math.min(answers.size(), from + BATCH)));
        }
        return batches;
    }

    private static List<Answer> shuffled(List<Answer> answers, long seed) {
        List<Answer> shuffled = new ArrayList<>(answers);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }
}
