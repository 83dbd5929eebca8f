package io.retort.cli.language;

import io.retort.learning.language.CalibrationError;
import io.retort.learning.language.Comparison;
import io.retort.learning.language.LanguageModel;
import io.retort.learning.language.Predictions;
import io.retort.learning.student.TokenSequence;
import java.util.Arrays;
import java.util.List;

/** Asks two language models of one vocabulary about the same tokens. One thread at a time. */
final class LanguageComparer {

    private final LanguageModel teacher;
    private final LanguageModel student;

    LanguageComparer(LanguageModel teacher, LanguageModel student) {
        this.teacher = teacher;
        this.student = student;
    }

    /** @param texts at least one; at least one token of each is labelled */
    LanguageComparison compare(List<TokenSequence> texts) {
        Totals totals = new Totals();
        for (TokenSequence text : texts) {
            compare(text, totals);
        }
        return totals.comparison(texts.size());
    }

    private void compare(TokenSequence text, Totals totals) {
        int[] chosen = Arrays.stream(text.labelledIndices())
                .map(index -> text.ids()[index])
                .toArray();
        List<TokenSequence> alone = List.of(text);
        long start = System.nanoTime();
        try (Predictions teachers = teacher.predict(alone)) {
            long between = System.nanoTime();
            try (Predictions students = student.predict(alone)) {
                long end = System.nanoTime();
                totals.add(teachers.compare(students, chosen));
                totals.addTime(text.ids().length, between - start, end - between);
            }
        }
    }

    private static final class Totals {
        private final CalibrationError calibration = new CalibrationError();
        private final AcceptedLength accepted = new AcceptedLength();
        private long tokens;
        private double divergence;
        private double overlap;
        private double teacherSurprise;
        private double studentSurprise;
        private long agreed;
        private long read;
        private long teacherNanos;
        private long studentNanos;

        void add(Comparison comparison) {
            tokens += comparison.divergences().length;
            divergence += sum(comparison.divergences());
            overlap += sum(comparison.overlaps());
            teacherSurprise += sum(comparison.surprisesOfP());
            studentSurprise += sum(comparison.surprisesOfQ());
            for (int agrees : comparison.agreed()) {
                agreed += agrees;
            }
            calibration.add(comparison);
            accepted.add(comparison.overlaps());
        }

        void addTime(int tokensRead, long ofTeacher, long ofStudent) {
            read += tokensRead;
            teacherNanos += ofTeacher;
            studentNanos += ofStudent;
        }

        LanguageComparison comparison(int prompts) {
            return new LanguageComparison(
                    prompts,
                    tokens,
                    divergence / tokens,
                    (double) agreed / tokens,
                    overlap / tokens,
                    accepted.mean(),
                    Math.exp(teacherSurprise / tokens),
                    Math.exp(studentSurprise / tokens),
                    calibration.value(),
                    read / (teacherNanos / 1e9),
                    read / (studentNanos / 1e9));
        }

        private static double sum(float[] values) {
            double sum = 0;
            for (float value : values) {
                sum += value;
            }
            return sum;
        }
    }
}
