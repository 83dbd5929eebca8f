package io.retort.server.batch;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Whether a request may wait for its answer. */
public sealed interface Admission {

    <R> R match(Function<Admitted, R> admitted, Function<QueueFull, R> queueFull, Function<Closed, R> closed);

    /**
     * It waits.
     *
     * @param answer for each text one probability a class; completed on a thread that is not to be kept
     */
    record Admitted(CompletableFuture<List<float[]>> answer) implements Admission {
        @Override
        public <R> R match(
                Function<Admitted, R> admitted, Function<QueueFull, R> queueFull, Function<Closed, R> closed) {
            return admitted.apply(this);
        }
    }

    /**
     * Too much waits already.
     *
     * @param waiting texts
     */
    record QueueFull(int waiting) implements Admission {
        @Override
        public <R> R match(
                Function<Admitted, R> admitted, Function<QueueFull, R> queueFull, Function<Closed, R> closed) {
            return queueFull.apply(this);
        }
    }

    /** The server is on its way out. */
    record Closed() implements Admission {
        @Override
        public <R> R match(
                Function<Admitted, R> admitted, Function<QueueFull, R> queueFull, Function<Closed, R> closed) {
            return closed.apply(this);
        }
    }
}
