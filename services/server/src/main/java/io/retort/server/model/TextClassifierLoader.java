package io.retort.server.model;

import io.retort.learning.classifier.TextClassifierPredictor;
import java.io.IOException;
import java.nio.file.Path;

/** Loads text classifiers, to be served in plain Java. */
public final class TextClassifierLoader implements ModelLoader {

    @Override
    public String kind() {
        return TextClassifierPredictor.KIND;
    }

    @Override
    public ServedModel load(Path directory) throws IOException {
        return new ServedTextClassifier(TextClassifierPredictor.load(directory));
    }
}
