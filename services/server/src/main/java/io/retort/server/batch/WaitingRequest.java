package io.retort.server.batch;

import io.retort.server.live.Lease;
import io.retort.server.model.ServedClassifier;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A request in the queue.
 *
 * @param lease on what answers it, closed once it is answered
 * @param classifier the lease's
 * @param since when it came, of {@link System#nanoTime}
 */
record WaitingRequest(
        Lease lease,
        ServedClassifier classifier,
        List<String> texts,
        CompletableFuture<List<float[]>> answer,
        long since) {

    boolean goesWith(WaitingRequest other) {
        return classifier == other.classifier;
    }
}
