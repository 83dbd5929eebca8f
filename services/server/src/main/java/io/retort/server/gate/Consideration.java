package io.retort.server.gate;

import io.retort.platform.deployment.Announced;
import io.retort.platform.time.Time;
import java.time.Duration;

/** A candidate that is being judged, since when. */
final class Consideration {

    private final Announced announced;
    private final JudgedStudent student;
    private final Time time;
    private final long since;

    Consideration(Announced announced, JudgedStudent student, Time time) {
        this.announced = announced;
        this.student = student;
        this.time = time;
        this.since = time.nanos();
    }

    Announced announced() {
        return announced;
    }

    String id() {
        return announced.id();
    }

    JudgedStudent student() {
        return student;
    }

    /** Whether it has waited for its evidence so long. */
    boolean hasWaited(Duration patience) {
        return time.since(since).compareTo(patience) >= 0;
    }
}
