package io.retort.learning.language;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.huggingface.WeightSource;
import io.retort.learning.student.TokenSequence;
import io.retort.learning.torch.TorchArguments;
import io.retort.learning.torch.TorchEngine;
import io.retort.learning.torch.TorchModule;
import io.retort.learning.torch.TorchSources;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A causal language model that answers and does not learn. What it computes for a sequence moves by rounding with the
 * company the sequence is in; the same call on the same kind of processor gives the same bits. Not for use by several threads
 * at once.
 */
public final class LanguageModel implements AutoCloseable {

    private static final List<String> FILES = List.of("weights.py", "forward.py", "distributions.py", "generation.py");

    private final ModelConfiguration configuration;
    private final Precision precision;
    private final TorchModule module;
    private final NDManager manager;
    private final List<NDArray> weights;

    private LanguageModel(
            ModelConfiguration configuration,
            Precision precision,
            TorchModule module,
            NDManager manager,
            List<NDArray> weights) {
        this.configuration = configuration;
        this.precision = precision;
        this.module = module;
        this.manager = manager;
        this.weights = weights;
    }

    /**
     * Loads the weights of a directory into memory: 4 bytes a parameter, or 2 for {@link Precision#BFLOAT16}. The directory may be
     * closed afterwards.
     *
     * @param precision one that this machine has, as {@link PrecisionProbe} finds
     * @throws io.retort.learning.student.UnusableModelException if a weight is not a finite number
     */
    public static LanguageModel load(ModelDirectory directory, TorchEngine engine, Precision precision)
            throws IOException {
        return load(directory.configuration(), directory.weights(), engine, precision);
    }

    /**
     * Loads a model's weights into memory: 4 bytes a parameter, or 2 for {@link Precision#BFLOAT16}.
     *
     * @param precision one that this machine has, as {@link PrecisionProbe} finds
     */
    public static LanguageModel load(
            ModelConfiguration configuration, WeightSource source, TorchEngine engine, Precision precision)
            throws IOException {
        TorchModule module = LanguageModule.load(engine, configuration, precision, sources());
        NDManager manager = engine.newManager();
        try {
            List<NDArray> weights = new ModelWeights(module, manager).read(configuration, source);
            manager.cap(); // an array of a call that would end up here throws
            return new LanguageModel(configuration, precision, module, manager, weights);
        } catch (IOException | RuntimeException e) {
            manager.close();
            module.close();
            throw e;
        }
    }

    private static List<String> sources() {
        return FILES.stream()
                .map(file -> TorchSources.read(LanguageModel.class, file))
                .toList();
    }

    public ModelConfiguration configuration() {
        return configuration;
    }

    public Precision precision() {
        return precision;
    }

    /**
     * One forward pass over sequences: the distributions over each of their labelled tokens, given all tokens before it, sequence by
     * sequence. Neighbours of equal length are computed together.
     *
     * @throws IllegalArgumentException if a sequence is longer than the model's context, or none has a labelled token
     */
    public Predictions predict(List<TokenSequence> sequences) {
        PackedTokens documents =
                PackedTokens.of(sequences.stream().map(TokenSequence::ids).toList());
        return predict(documents, PackedTokens.rowsBefore(sequences));
    }

    /**
     * One forward pass over packed documents.
     *
     * @param rows which tokens of all documents to predict behind, as indices into the packed tokens, at least one
     * @return the distributions over the token behind each of them; whoever asks closes it before the model
     * @throws IllegalArgumentException if a document is longer than the model's context, or there are no rows
     */
    public Predictions predict(PackedTokens documents, int[] rows) {
        long longest = LongStream.of(documents.lengths()).max().orElseThrow();
        if (longest > configuration.contextLength()) {
            throw new IllegalArgumentException(
                    "a document of " + longest + " tokens; allowed: at most " + configuration.contextLength());
        }
        if (rows.length == 0) {
            throw new IllegalArgumentException("no rows to predict behind; allowed: at least one");
        }
        NDManager scope = manager.newSubManager();
        try (NDManager call = scope.newSubManager()) {
            long[] indices = new long[rows.length];
            for (int i = 0; i < rows.length; i++) {
                indices[i] = rows[i];
            }
            NDArray hidden = call(
                            "hidden_at",
                            call,
                            Stream.concat(Stream.of(documents.tensors(call)), Stream.of(call.create(indices)))
                                    .toArray(NDArray[]::new))
                    .singletonOrThrow();
            hidden.attach(scope);
            return new Predictions(this, scope, hidden);
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    /** Calls a function of this model's module whose last argument is the weights. */
    NDList call(String function, NDManager scope, NDArray... arguments) {
        return module.call(function, scope, TorchArguments.of(arguments).andList(weights));
    }

    /** Calls a function of this model's module whose last arguments are the weights and another list. */
    NDList call(String function, NDManager scope, List<NDArray> lastList, NDArray... arguments) {
        return module.call(
                function, scope, TorchArguments.of(arguments).andList(weights).andList(lastList));
    }

    /** Calls a function of this model's module that needs no weights. */
    NDList callPlain(String function, NDManager scope, NDArray... arguments) {
        return module.call(function, scope, arguments);
    }

    /** For arrays that outlive a call; whoever asks for it closes it. */
    NDManager newScope() {
        return manager.newSubManager();
    }

    /** How many arrays are held between calls; the same after any call and what it gave is closed, or memory grows. */
    int heldArrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        manager.close();
        module.close();
    }
}
