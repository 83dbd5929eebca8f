package io.retort.learning.language;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.retort.learning.huggingface.ModelDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes behind prompts, token by token, for several sequences at once. Between two steps sequences may join and leave
 * (continuous batching: Yu et al. 2022, "Orca", section 3.1). Which token is drawn depends on the sequence's own logits, seed
 * and place alone, and its logits on the company it is in by rounding only. Belongs to the thread of its model.
 */
public final class Decoding implements AutoCloseable {

    private final LanguageModel model;
    private final CachedForward forward;
    private final Set<Integer> stopTokens;
    private final Supplier<TokenText> texts;
    private final List<GeneratedSequence> running = new ArrayList<>();

    /**
     * Without sequences yet.
     *
     * @param model to be closed after this
     * @param stopTokens each ends a sequence
     * @param texts makes what turns the tokens of one sequence into text
     */
    public Decoding(LanguageModel model, Set<Integer> stopTokens, Supplier<TokenText> texts) {
        this.model = model;
        this.stopTokens = Set.copyOf(stopTokens);
        this.texts = texts;
        forward = new CachedForward(model);
    }

    /**
     * Without sequences yet.
     *
     * @param model to be closed after this
     * @param directory where it comes from; to be closed after this
     */
    public static Decoding of(LanguageModel model, ModelDirectory directory) {
        return new Decoding(
                model, Set.copyOf(directory.endTokens()), () -> new StreamedText(directory.tokenizer().stream()));
    }

    /** The longest prompt that leaves place for a token in the model's context. */
    public int longestPrompt() {
        return model.configuration().contextLength() - 1;
    }

    /**
     * Lets a sequence join from the next step on.
     *
     * @throws IllegalArgumentException if the prompt is empty, or longer than {@link #longestPrompt()}
     */
    public GeneratedSequence begin(int[] prompt, SamplingSettings settings) {
        if (prompt.length < 1 || prompt.length > longestPrompt()) {
            throw new IllegalArgumentException(
                    "a prompt of " + prompt.length + " tokens; allowed: 1 to " + longestPrompt());
        }
        int most = Math.min(settings.maximumTokens(), model.configuration().contextLength() - prompt.length);
        CachedSequence cached = new CachedSequence(model, prompt, prompt.length + most);
        GeneratedSequence sequence = new GeneratedSequence(settings, texts.get(), cached, most);
        running.add(sequence);
        return sequence;
    }

    /** Lets a sequence leave before its end, and frees its memory. Harmless if it has left. */
    public void leave(GeneratedSequence sequence) {
        if (running.remove(sequence)) {
            sequence.cached().close();
        }
    }

    /** How many sequences take part in the next step. */
    public int running() {
        return running.size();
    }

    /** One token more for every sequence, in the order they joined; none if there are no sequences. */
    public List<DecodingOutcome> step() {
        if (running.isEmpty()) {
            return List.of();
        }
        long[] tokens = nextTokens();
        List<DecodingOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < tokens.length; i++) {
            outcomes.add(running.get(i).accept((int) tokens[i], stopTokens));
        }
        outcomes.forEach(outcome -> outcome.match(continued -> running.size(), finished -> {
            leave(finished.sequence());
            return running.size();
        }));
        return outcomes;
    }

    @Override
    public void close() {
        List.copyOf(running).forEach(this::leave);
    }

    private long[] nextTokens() {
        int count = running.size();
        float[] temperatures = new float[count];
        float[] shares = new float[count];
        double[] uniforms = new double[count];
        for (int i = 0; i < count; i++) {
            GeneratedSequence sequence = running.get(i);
            temperatures[i] = sequence.settings().temperature();
            shares[i] = sequence.settings().topP();
            uniforms[i] = sequence.uniform();
        }
        Shape column = new Shape(count, 1);
        try (NDManager call = model.newScope()) {
            NDArray logits = forward.logits(
                    call, running.stream().map(GeneratedSequence::cached).toList());
            return model.callPlain(
                            "choose",
                            call,
                            logits,
                            call.create(temperatures, column),
                            call.create(shares, column),
                            call.create(uniforms, column))
                    .singletonOrThrow()
                    .toLongArray();
        }
    }
}
