package io.retort.learning.huggingface;

import java.io.IOException;
import java.nio.file.Path;

/** A causal language model's directory, of which everything but the weights' values was read and checked. */
public final class ModelDirectory {

    private final Path path;
    private final ModelConfiguration configuration;
    private final WeightFiles weights;

    private ModelDirectory(Path path, ModelConfiguration configuration, WeightFiles weights) {
        this.path = path;
        this.configuration = configuration;
        this.weights = weights;
    }

    /**
     * Reads the configuration, and the headers of the weights' files against it.
     *
     * @throws io.retort.learning.student.UnusableModelException if a file is missing or malformed, a parameter is missing or of
     *     another shape or type, or the model is of a kind that cannot be computed; names the file and the tensor
     */
    public static ModelDirectory open(Path path) throws IOException {
        ModelConfiguration configuration = ModelConfiguration.read(path);
        return new ModelDirectory(path, configuration, WeightFiles.open(path, configuration));
    }

    public Path path() {
        return path;
    }

    public ModelConfiguration configuration() {
        return configuration;
    }

    /** The parameters of the configuration's list. Their values are checked when they are read. */
    public WeightSource weights() {
        return weights;
    }
}
