package io.retort.server.generation;

import io.retort.learning.language.SamplingSettings;
import java.util.List;

/** Asks for one text a prompt. Any thread may cancel it. */
public final class Generation {

    private final List<Prompt> prompts;
    private final GenerationListener listener;
    private volatile boolean cancelled;

    /**
     * A prompt to go on from.
     *
     * @param tokens at least one
     * @param settings how it is gone on from, the most tokens with the prompt's own no more than the model reads
     */
    public record Prompt(int[] tokens, SamplingSettings settings) {

        /** Leaves the tokens out: they say what the text says. */
        @Override
        public String toString() {
            return "Prompt[tokens=" + tokens.length + "]";
        }
    }

    /**
     * @param prompts at least one
     * @param listener is told of the answers
     */
    public Generation(List<Prompt> prompts, GenerationListener listener) {
        this.prompts = List.copyOf(prompts);
        this.listener = listener;
    }

    public List<Prompt> prompts() {
        return prompts;
    }

    /** Nobody wants it any longer: it ends at the next token, and its listener hears no more. */
    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    GenerationListener listener() {
        return listener;
    }
}
