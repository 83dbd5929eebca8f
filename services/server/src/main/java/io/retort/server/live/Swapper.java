package io.retort.server.live;

import io.retort.platform.retry.Backoff;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.server.model.CheckpointLoader;
import io.retort.server.model.ServedModel;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Loads what is wanted beside what is live and swaps, one checkpoint at a time, on a thread of its own. */
public final class Swapper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Swapper.class);

    /** Longest until a retry that is due is seen. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final Duration END = Duration.ofSeconds(10);

    private final LiveStudents students;
    private final CheckpointLoader loader;
    private final Backoff backoff;
    private final LiveMetrics metrics;
    private final Thread thread = new Thread(this::run, "retort-swapper");
    private volatile boolean closed;

    /** @param backoff the waits before a checkpoint that did not load is tried again */
    public Swapper(LiveStudents students, CheckpointLoader loader, Backoff backoff, LiveMetrics metrics) {
        this.students = students;
        this.loader = loader;
        this.backoff = backoff;
        this.metrics = metrics;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Ends after the checkpoint that is being loaded. */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        students.wake();
        thread.join(END.toMillis());
    }

    private void run() {
        while (!closed) {
            try {
                students.awaitDue(LOOK).ifPresent(this::attempt);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void attempt(LiveStudents.Due due) {
        LiveStudent student = due.student();
        DeployedCheckpoint checkpoint = due.checkpoint();
        long began = System.nanoTime();
        try {
            loader.load(student.name(), checkpoint)
                    .<Runnable>match(
                            loaded -> () -> swap(due, loaded.model(), began), unfit -> () -> fail(due, unfit.reason()))
                    .run();
        } catch (RuntimeException | Error e) {
            // Whatever it is, this thread must outlive it: the next promotion may be the remedy.
            LOG.atDebug().setCause(e).log("A checkpoint fails");
            fail(due, "it fails when it is used: " + e.getClass().getSimpleName());
        }
    }

    private void swap(LiveStudents.Due due, ServedModel model, long began) {
        LiveStudent student = due.student();
        try {
            model.warmUp();
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        metrics.loaded(student.name(), took);
        if (!student.isWanted(due.checkpoint().getId())) {
            model.close(); // another was decided on meanwhile
            return;
        }
        student.swap(new LiveCheckpoint(student.name(), due.checkpoint(), model, students::wake));
        student.decidedAt()
                .ifPresent(decided -> metrics.swapped(student.name(), Duration.between(decided, Instant.now())));
        LOG.atInfo()
                .addKeyValue("student", student.name())
                .addKeyValue("checkpoint", due.checkpoint().getId())
                .addKeyValue("step", due.checkpoint().getStep())
                .addKeyValue("took", took)
                .log("Serves another checkpoint");
    }

    private void fail(LiveStudents.Due due, String reason) {
        LiveStudent student = due.student();
        Instant now = Instant.now();
        int attempts = student.failed(due.checkpoint().getId(), reason, now);
        student.retryIn(backoff.delay(attempts), now);
        metrics.failed(student.name());
        // Once is enough: /v1/models and the metrics say so for as long as it lasts.
        LOG.atLevel(attempts == 1 ? Level.WARN : Level.DEBUG)
                .addKeyValue("student", student.name())
                .addKeyValue("checkpoint", due.checkpoint().getId())
                .addKeyValue("reason", reason)
                .addKeyValue("attempts", attempts)
                .log("A promoted checkpoint does not load; what was live stays live");
    }
}
