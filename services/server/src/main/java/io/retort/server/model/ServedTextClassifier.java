package io.retort.server.model;

import io.retort.learning.classifier.TextClassifierPredictor;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.LabelSpaceReference;
import java.util.List;
import java.util.stream.IntStream;

/** A text classifier in plain Java. */
final class ServedTextClassifier implements ServedClassifier {

    private static final int WARM_UP_TEXTS = 256;

    private final TextClassifierPredictor predictor;
    private final LabelSpaceReference labelSpace;

    ServedTextClassifier(TextClassifierPredictor predictor) {
        this.predictor = predictor;
        List<String> classes = predictor.classes();
        this.labelSpace =
                new LabelSpaceReference(LabelSpaceKind.CLASSES, Fingerprints.ofClasses(classes), classes.size());
    }

    @Override
    public String kind() {
        return TextClassifierPredictor.KIND;
    }

    @Override
    public LabelSpaceReference labelSpace() {
        return labelSpace;
    }

    @Override
    public List<String> classes() {
        return predictor.classes();
    }

    @Override
    public List<float[]> classify(List<String> texts) {
        return texts.stream().map(predictor::probabilities).toList();
    }

    @Override
    public void warmUp() {
        List<String> texts = IntStream.range(0, WARM_UP_TEXTS)
                .mapToObj(i -> "Where is my order number " + i + "? " + "It is late. ".repeat(i % 8))
                .toList();
        for (float[] probabilities : classify(texts)) {
            for (float probability : probabilities) {
                if (!Float.isFinite(probability)) {
                    throw new IllegalStateException("it answers with numbers that are no probabilities");
                }
            }
        }
    }

    /** Its memory is the heap's. */
    @Override
    public void close() {}
}
