package io.retort.server.generation;

import java.util.List;

/** Asks for one text a prompt. Any thread may cancel it. */
public final class Generation {

    private final List<Prompt> prompts;
    private final Sampling sampling;
    private final List<String> stops;
    private final GenerationListener listener;
    private volatile boolean cancelled;

    /**
     * A prompt to go on from.
     *
     * @param tokens at least one
     * @param most tokens the answer may have, at least one
     */
    public record Prompt(int[] tokens, int most) {

        public Prompt {
            if (tokens.length == 0 || most < 1) {
                throw new IllegalArgumentException(
                        tokens.length + " tokens, answered by at most " + most + "; allowed: at least one of each");
            }
        }

        /** Leaves the tokens out: they say what the text says. */
        @Override
        public String toString() {
            return "Prompt[tokens=" + tokens.length + ", most=" + most + "]";
        }
    }

    /**
     * @param prompts at least one
     * @param stops texts before which an answer ends
     * @param listener is told of the answers
     */
    public Generation(List<Prompt> prompts, Sampling sampling, List<String> stops, GenerationListener listener) {
        this.prompts = List.copyOf(prompts);
        this.sampling = sampling;
        this.stops = List.copyOf(stops);
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

    Sampling sampling() {
        return sampling;
    }

    List<String> stops() {
        return stops;
    }

    GenerationListener listener() {
        return listener;
    }
}
