package io.retort.learning.huggingface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A causal language model's directory, of which everything but the weights' values was read and checked. Safe for use by several
 * threads.
 */
public final class ModelDirectory implements AutoCloseable {

    static final String GENERATION_FILE = "generation_config.json";

    private final Path path;
    private final ModelConfiguration configuration;
    private final WeightFiles weights;
    private final Tokenizer tokenizer;
    private final Optional<ChatTemplate> chatTemplate;
    private final List<Integer> endTokens;

    private ModelDirectory(
            Path path,
            ModelConfiguration configuration,
            WeightFiles weights,
            Tokenizer tokenizer,
            Optional<ChatTemplate> chatTemplate,
            List<Integer> endTokens) {
        this.path = path;
        this.configuration = configuration;
        this.weights = weights;
        this.tokenizer = tokenizer;
        this.chatTemplate = chatTemplate;
        this.endTokens = endTokens;
    }

    /**
     * Reads the configuration, the headers of the weights' files against it, and the tokenizer.
     *
     * @throws io.retort.learning.student.UnusableModelException if a file is missing or malformed, a parameter is missing or of
     *     another shape or type, or the model is of a kind that cannot be computed; names the file and the tensor
     */
    public static ModelDirectory open(Path path) throws IOException {
        ModelConfiguration configuration = ModelConfiguration.read(path);
        WeightFiles weights = WeightFiles.open(path, configuration);
        List<Integer> endTokens = endTokens(path, configuration);
        Optional<TemplateFile> template = TemplateFile.read(path);
        Tokenizer tokenizer = Tokenizer.open(path, configuration.vocabularySize());
        Optional<ChatTemplate> chatTemplate = template.map(file -> new ChatTemplate(tokenizer, file));
        return new ModelDirectory(path, configuration, weights, tokenizer, chatTemplate, endTokens);
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

    /** Closed with the directory. */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** How a chat is written; empty if the directory does not say, as a model's that was not taught to chat. */
    public Optional<ChatTemplate> chatTemplate() {
        return chatTemplate;
    }

    /** The ids that each end what the model writes, ascending. {@code generation_config.json} is asked before {@code config.json}. */
    public List<Integer> endTokens() {
        return endTokens;
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    private static List<Integer> endTokens(Path path, ModelConfiguration configuration) throws IOException {
        Path file = path.resolve(GENERATION_FILE);
        List<Integer> configured = configuration.specialTokens().ends();
        if (!Files.exists(file)) {
            return sorted(configured);
        }
        JsonFields generation = JsonFields.read(file);
        List<Integer> ends = generation.integers("eos_token_id").orElse(configured);
        for (int end : ends) {
            if (end < 0 || end >= configuration.vocabularySize()) {
                throw generation.fault("eos_token_id", end, "0 to " + (configuration.vocabularySize() - 1));
            }
        }
        return sorted(ends);
    }

    private static List<Integer> sorted(List<Integer> ids) {
        return List.copyOf(new TreeSet<>(ids));
    }
}
