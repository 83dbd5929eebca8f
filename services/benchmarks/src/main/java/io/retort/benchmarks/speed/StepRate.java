package io.retort.benchmarks.speed;

import io.retort.benchmarks.LabelledText;
import io.retort.benchmarks.OnlineStudent;
import io.retort.benchmarks.Rate;
import io.retort.benchmarks.Stopwatch;
import io.retort.learning.classifier.TextClassifierFactory;
import io.retort.learning.classifier.TextClassifierSettings;
import io.retort.learning.student.Example;
import io.retort.learning.student.Student;
import io.retort.schemas.record.Support;
import io.retort.trainer.settings.RehearsalSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;

/** Training steps a second without Kafka. */
final class StepRate {

    static final int BATCH = 64;

    private static final int WARM_UP = 100;
    private static final int STEPS = 300;

    private StepRate() {}

    /** Of the student's arithmetic alone, on examples at hand. */
    static Rate ofStudent(Subject subject, int rehearsed) {
        List<Example> examples =
                subject.texts().stream().map(one -> example(subject, one)).toList();
        Random random = new Random(1);
        try (Student student =
                new TextClassifierFactory(TextClassifierSettings.defaults()).create(subject.labelSpace(), 1)) {
            return rate(step -> {
                int from = step % (examples.size() / BATCH) * BATCH;
                List<List<Example>> batches = new ArrayList<>();
                for (int b = 0; b < rehearsed; b++) {
                    batches.add(random.ints(BATCH, 0, examples.size())
                            .mapToObj(examples::get)
                            .toList());
                }
                student.step(examples.subList(from, from + BATCH), batches);
            });
        }
    }

    /** Of the trainer's learner: labels are decoded and checked, figures counted, rehearsal drawn. */
    static Rate ofLearner(Subject subject, RehearsalSettings rehearsal) {
        try (OnlineStudent student = new OnlineStudent(subject.labelSpace(), rehearsal, 1)) {
            return rate(step -> student.learn(subject.batch(step, BATCH)));
        }
    }

    private static Rate rate(IntConsumer step) {
        for (int i = 0; i < WARM_UP; i++) {
            step.accept(i);
        }
        Stopwatch stopwatch = Stopwatch.start();
        for (int i = 0; i < STEPS; i++) {
            step.accept(WARM_UP + i);
        }
        return stopwatch.rate(STEPS);
    }

    private static Example example(Subject subject, LabelledText one) {
        return Example.ofClasses(one.text(), subject.temperature(), Support.FULL, one.label());
    }
}
