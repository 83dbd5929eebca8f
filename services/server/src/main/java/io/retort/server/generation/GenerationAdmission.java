package io.retort.server.generation;

import java.util.function.Function;

/** Whether a request may wait for its texts. */
public sealed interface GenerationAdmission {

    <R> R match(Function<Admitted, R> admitted, Function<QueueFull, R> queueFull, Function<Closed, R> closed);

    /** It waits; its listener will hear of it. */
    record Admitted() implements GenerationAdmission {
        @Override
        public <R> R match(
                Function<Admitted, R> admitted, Function<QueueFull, R> queueFull, Function<Closed, R> closed) {
            return admitted.apply(this);
        }
    }

    /**
     * Too much waits already.
     *
     * @param waiting prompts
     */
    record QueueFull(int waiting) implements GenerationAdmission {
        @Override
        public <R> R match(
                Function<Admitted, R> admitted, Function<QueueFull, R> queueFull, Function<Closed, R> closed) {
            return queueFull.apply(this);
        }
    }

    /** The model is on its way out. */
    record Closed() implements GenerationAdmission {
        @Override
        public <R> R match(
                Function<Admitted, R> admitted, Function<QueueFull, R> queueFull, Function<Closed, R> closed) {
            return closed.apply(this);
        }
    }
}
