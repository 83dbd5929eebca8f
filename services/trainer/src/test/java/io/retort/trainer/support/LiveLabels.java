package io.retort.trainer.support;

import io.retort.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Labels that keep coming in transactions of changing size, now and then an aborted one, until they are told to end. */
public final class LiveLabels implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<Integer> written;
    private volatile boolean ended;

    public LiveLabels(String bootstrapServers, TopicNames topics, long seed) {
        this(() -> new LabelStream(bootstrapServers, topics), () -> true, seed);
    }

    /**
     * @param stream made, used and closed by a thread of its own
     * @param wanted whether more are to come at the moment
     */
    public LiveLabels(Supplier<LabelStream> stream, BooleanSupplier wanted, long seed) {
        this.written = thread.submit(() -> write(stream, wanted, new Random(seed)));
    }

    /** Ends them; how many were committed. */
    public int end() throws InterruptedException, ExecutionException, TimeoutException {
        ended = true;
        return written.get(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        ended = true;
        thread.shutdownNow();
    }

    private int write(Supplier<LabelStream> stream, BooleanSupplier wanted, Random random) {
        try (LabelStream labels = stream.get()) {
            while (!ended) {
                Awaitility.await().forever().until(() -> ended || wanted.getAsBoolean());
                if (random.nextInt(8) == 0) {
                    labels.abort(1 + random.nextInt(20));
                } else {
                    labels.commit(1 + random.nextInt(40));
                }
            }
            return labels.count();
        }
    }
}
