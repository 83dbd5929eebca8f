package io.retort.server.live;

import io.retort.platform.deployment.DeploymentLog;
import io.retort.platform.lifecycle.Progress;
import io.retort.platform.retry.Backoff;
import io.retort.platform.time.Time;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the decisions until it is stopped, and says what they want. A broker that goes away changes nothing that is served;
 * decisions made meanwhile are taken when it is back. Run by one thread; any may stop it.
 */
public final class DeploymentFollower {

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CATCH_UP = Duration.ofSeconds(10);

    private final DeploymentLog log;
    private final LiveStudents students;
    private final Backoff backoff;
    private final Progress progress;
    private final Time time;
    private volatile boolean stopped;
    private volatile boolean caughtUp;

    /** @param log not owned */
    public DeploymentFollower(DeploymentLog log, LiveStudents students, Backoff backoff, Progress progress, Time time) {
        this.log = log;
        this.students = students;
        this.backoff = backoff;
        this.progress = progress;
        this.time = time;
    }

    /**
     * Takes all decisions there are, then each as it is made.
     *
     * @throws KafkaException if the first of them cannot be had for a reason that waiting does not mend
     */
    public void run() {
        for (int failures = 0; !stopped; ) {
            try {
                turn();
                failures = 0;
            } catch (WakeupException e) {
                LOG.atDebug().log("Woken to look whether to stop");
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                if (!caughtUp && !(e instanceof RetriableException)) {
                    throw e;
                }
                failures++;
                LOG.atWarn().addKeyValue("reason", e.toString()).log("The decisions cannot be followed; trying again");
                pause(backoff.delay(failures));
            }
            progress.beat();
        }
    }

    /** Whether all decisions made before the start have been taken. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** Makes {@link #run} return. */
    public void stop() {
        stopped = true;
        log.wakeup();
    }

    private void turn() {
        if (!caughtUp) {
            log.catchUp(CATCH_UP);
            students.want(log.all());
            caughtUp = true;
        } else if (!log.poll(POLL).isEmpty()) {
            students.want(log.all());
        }
    }

    private void pause(Duration wait) {
        try {
            time.sleep(wait);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
