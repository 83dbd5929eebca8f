package io.retort.benchmarks.training;

import io.retort.benchmarks.Rate;
import io.retort.benchmarks.Stopwatch;
import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.language.Precision;
import io.retort.learning.language.training.LanguageStudentFactory;
import io.retort.learning.language.training.LanguageStudentSettings;
import io.retort.learning.language.training.LearningRate;
import io.retort.learning.student.ExampleScore;
import io.retort.learning.student.Student;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Retort's own student, by the factory and with the settings a trainer has. */
final class OwnTraining {

    private static final int WARM_UP = 2;

    /** As the peer's; no figure depends on it. */
    private static final LearningRate LEARNING_RATE = new LearningRate(1e-4f, 0, Optional.empty());

    private final Workload workload;
    private final Path student;
    private final int threads;
    private final double secondsOfAMeasurement;

    /** @param student a Hugging Face directory */
    OwnTraining(Workload workload, Path student, int threads, double secondsOfAMeasurement) {
        this.workload = workload;
        this.student = student;
        this.threads = threads;
        this.secondsOfAMeasurement = secondsOfAMeasurement;
    }

    /** Starts from the same weights every time. */
    Measurement measure(Precision precision) throws IOException {
        LanguageStudentSettings settings =
                LanguageStudentSettings.defaults().withThreads(threads).withLearningRate(LEARNING_RATE);
        try (Student learner =
                new LanguageStudentFactory(student, settings, (engine, model) -> precision).create(labelSpace(), 1)) {
            double firstLoss =
                    loss(learner.step(workload.batches().get(0), List.of()).scores());
            for (int step = 1; step < WARM_UP; step++) {
                learner.step(workload.batches().get(step), List.of());
            }
            return new Measurement(rate(learner), firstLoss);
        }
    }

    private Rate rate(Student learner) {
        Stopwatch stopwatch = Stopwatch.start();
        long tokens = 0;
        int step = 0;
        do {
            int batch = step++ % workload.batches().size();
            learner.step(workload.batches().get(batch), List.of());
            tokens += workload.tokens(batch);
        } while (stopwatch.processorSeconds() < secondsOfAMeasurement);
        return stopwatch.rate(tokens);
    }

    private LabelSpace labelSpace() throws IOException {
        try (ModelDirectory directory = ModelDirectory.open(student)) {
            return new LabelSpace(
                    LabelSpaceKind.VOCABULARY,
                    directory.tokenizer().fingerprint(),
                    directory.configuration().vocabularySize(),
                    List.of(),
                    Instant.EPOCH);
        }
    }

    private static double loss(List<ExampleScore> scores) {
        double sum = scores.stream()
                .mapToDouble(score -> score.loss() * score.positions())
                .sum();
        return sum / scores.stream().mapToInt(ExampleScore::positions).sum();
    }
}
