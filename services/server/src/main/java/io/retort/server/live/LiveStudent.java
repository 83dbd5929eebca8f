package io.retort.server.live;

import io.retort.schemas.deployment.StudentDeployment;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One student: what is wanted, what is live, what still holds memory. Safe for use by several threads. */
final class LiveStudent {

    private final String name;
    private StudentDeployment deployment = StudentDeployment.none();
    private @Nullable LiveCheckpoint live;
    private @Nullable LiveCheckpoint retiring;
    private @Nullable LoadFailure failure;
    private Instant retryAt = Instant.MIN;

    LiveStudent(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    synchronized void want(StudentDeployment now) {
        deployment = now;
        if (failure != null && !isWanted(failure.checkpoint())) {
            failure = null;
        }
    }

    synchronized Optional<Lease> lease() {
        return live == null ? Optional.empty() : live.lease();
    }

    /** What is to be loaded now: wanted, not live, not given up for the moment, and with memory to load it into. */
    synchronized Optional<DeployedCheckpoint> due(Instant now) {
        boolean room = retiring == null || retiring.isFreed();
        boolean waits = failure != null && now.isBefore(retryAt);
        return deployment
                .live()
                .filter(wanted -> live == null || !live.checkpoint().getId().equals(wanted.getId()))
                .filter(wanted -> room && !waits);
    }

    /** When the newest decision was made. */
    synchronized Optional<Instant> decidedAt() {
        return deployment.newest().map(Deployment::getDecidedAt);
    }

    synchronized boolean isWanted(String checkpoint) {
        return deployment
                .live()
                .filter(wanted -> wanted.getId().equals(checkpoint))
                .isPresent();
    }

    /** Requests that come from now on get this one; what was live goes with its last lease. */
    synchronized void swap(LiveCheckpoint next) {
        retiring = live;
        live = next;
        failure = null;
        if (retiring != null) {
            retiring.retire();
        }
    }

    /** @return how many attempts have failed in a row, this one included */
    synchronized int failed(String checkpoint, String reason, Instant now) {
        int before = failure != null && failure.checkpoint().equals(checkpoint) ? failure.attempts() : 0;
        failure = new LoadFailure(checkpoint, reason, before + 1, now);
        return before + 1;
    }

    synchronized void retryIn(Duration wait, Instant now) {
        retryAt = now.plus(wait);
    }

    synchronized StudentStatus status() {
        return new StudentStatus(name, deployment.live(), Optional.ofNullable(live), Optional.ofNullable(failure));
    }

    /** Models in memory: the live one, and the one before while a request holds it. */
    synchronized int models() {
        int retired = retiring == null || retiring.isFreed() ? 0 : 1;
        return retired + (live == null ? 0 : 1);
    }

    synchronized void close() {
        if (live != null) {
            retiring = live;
            live = null;
            retiring.retire();
        }
    }
}
