package io.retort.server.gate;

import io.retort.platform.time.Time;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What keeps a gate from judging, such as files that are not there; said once, and tried again. Used by one thread. */
final class Obstacle {

    private static final Logger LOG = LoggerFactory.getLogger(Obstacle.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final String student;
    private final Time time;
    private @Nullable String reason;
    private long tried;

    Obstacle(String student, Time time) {
        this.student = student;
        this.time = time;
    }

    void isMet(String now) {
        if (!now.equals(reason)) {
            LOG.atWarn()
                    .addKeyValue("student", student)
                    .addKeyValue("reason", now)
                    .log("a checkpoint cannot be judged; nothing is decided until it can be, or another is there");
        }
        reason = now;
        tried = time.nanos();
    }

    void isGone() {
        if (!isTooEarlyToTryAgain()) {
            reason = null;
        }
    }

    boolean isTooEarlyToTryAgain() {
        return reason != null && time.since(tried).compareTo(TRY_AGAIN) < 0;
    }

    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
