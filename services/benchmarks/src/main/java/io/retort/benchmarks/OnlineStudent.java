package io.retort.benchmarks;

import io.retort.learning.classifier.TextClassifierFactory;
import io.retort.learning.classifier.TextClassifierSettings;
import io.retort.learning.student.Example;
import io.retort.learning.student.ExampleScore;
import io.retort.learning.student.Student;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.Step;
import io.retort.schemas.record.Support;
import io.retort.trainer.label.Portion;
import io.retort.trainer.learner.LearnedStep;
import io.retort.trainer.learner.Learner;
import io.retort.trainer.learner.LearnerState;
import io.retort.trainer.learner.SegmentSettings;
import io.retort.trainer.settings.BatchSettings;
import io.retort.trainer.settings.RehearsalSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A text classifier that learns as the trainer's does, by the trainer's own code, but from records that never saw Kafka. */
public final class OnlineStudent implements AutoCloseable {

    private static final byte[] NO_KEY = {};

    private final Student student;
    private final Learner learner;
    private long offset;

    /** @param seed decides what is rehearsed */
    public OnlineStudent(LabelSpace labelSpace, RehearsalSettings rehearsal, long seed) {
        student = new TextClassifierFactory(TextClassifierSettings.defaults()).create(labelSpace, seed);
        SegmentSettings settings = SegmentSettings.of(
                BatchSettings.DEFAULT, rehearsal, student.description().settings());
        learner = new Learner(student, seed, LearnerState.first(settings));
    }

    /**
     * One step.
     *
     * @param labels values of soft-label records
     * @throws IllegalStateException if a label is refused
     */
    public Step learn(List<byte[]> labels) {
        long from = offset;
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(labels.size());
        for (byte[] label : labels) {
            records.add(new ConsumerRecord<>("benchmark", 0, offset++, NO_KEY, label));
        }
        LearnedStep step = learner.learn(List.of(new Portion(0, from, records)));
        step.refused().forEach(refused -> {
            throw new IllegalStateException(refused.verdict().message());
        });
        return step.body();
    }

    /** Scores texts and learns nothing. */
    public List<ExampleScore> score(List<LabelledText> texts, float temperature) {
        return student.score(texts.stream()
                .map(one -> Example.ofClasses(one.text(), temperature, Support.FULL, one.label()))
                .toList());
    }

    /** Engine, kernel set and threads. */
    public String numerics() {
        return student.numerics().toString();
    }

    /**
     * Writes a checkpoint's files.
     *
     * @param directory existing and empty
     */
    public void writeTo(Path directory) throws IOException {
        student.snapshot().writeTo(directory);
    }

    @Override
    public void close() {
        learner.close();
    }
}
