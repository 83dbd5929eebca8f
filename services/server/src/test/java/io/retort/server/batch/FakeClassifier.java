package io.retort.server.batch;

import io.retort.schemas.record.LabelSpaceReference;
import io.retort.server.TellingCheckpoints;
import io.retort.server.model.ServedClassifier;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** Answers each text with its own number and the model's; a test says when. */
final class FakeClassifier implements ServedClassifier {

    final BlockingQueue<List<String>> batches = new LinkedBlockingQueue<>();
    final Semaphore mayAnswer = new Semaphore(0);
    private final float number;
    volatile boolean closed;

    FakeClassifier(int number) {
        this.number = number;
    }

    @Override
    public List<String> classes() {
        return List.of("text", "model");
    }

    @Override
    public List<float[]> classify(List<String> texts) {
        batches.add(texts);
        mayAnswer.acquireUninterruptibly();
        return texts.stream()
                .map(text -> new float[] {Float.parseFloat(text), number})
                .toList();
    }

    @Override
    public String kind() {
        return "fake";
    }

    @Override
    public LabelSpaceReference labelSpace() {
        return TellingCheckpoints.LABEL_SPACE;
    }

    @Override
    public void warmUp() {}

    @Override
    public void close() {
        closed = true;
    }
}
