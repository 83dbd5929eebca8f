package io.retort.benchmarks.speed;

import io.retort.benchmarks.LabelledText;
import io.retort.benchmarks.OnlineStudent;
import io.retort.benchmarks.Rate;
import io.retort.benchmarks.Stopwatch;
import io.retort.benchmarks.TemporaryDirectory;
import io.retort.learning.classifier.TextClassifierPredictor;
import io.retort.trainer.settings.RehearsalSettings;
import java.io.IOException;

/** Prompts a second that one thread answers with a student, without the engine. */
final class Serving {

    private static final RehearsalSettings NO_REHEARSAL = new RehearsalSettings(0, 1);
    private static final double WARM_UP_SECONDS = 1;
    private static final double SECONDS = 3;

    private Serving() {}

    static Rate promptsOnOneThread(Subject subject) throws IOException {
        try (OnlineStudent student = new OnlineStudent(subject.labelSpace(), NO_REHEARSAL, 1);
                TemporaryDirectory directory = TemporaryDirectory.create()) {
            for (int batch = 0; batch < subject.values().size() / StepRate.BATCH; batch++) {
                student.learn(subject.batch(batch, StepRate.BATCH));
            }
            student.writeTo(directory.path());
            TextClassifierPredictor predictor = TextClassifierPredictor.load(directory.path());
            rate(predictor, subject, WARM_UP_SECONDS);
            return rate(predictor, subject, SECONDS);
        }
    }

    private static Rate rate(TextClassifierPredictor predictor, Subject subject, double seconds) {
        Stopwatch stopwatch = Stopwatch.start();
        long prompts = 0;
        double sum = 0;
        while (stopwatch.seconds() < seconds) {
            for (LabelledText one : subject.texts()) {
                sum += predictor.probabilities(one.text())[0];
            }
            prompts += subject.texts().size();
        }
        Rate rate = stopwatch.rate(prompts);
        // What nobody uses might be optimised away.
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("the student answers with NaN");
        }
        return rate;
    }
}
