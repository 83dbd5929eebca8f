package io.retort.server;

import io.retort.platform.http.Readiness;
import io.retort.platform.http.ReadinessCheck;
import io.retort.server.live.DeploymentFollower;
import io.retort.server.live.LiveStudents;
import io.retort.server.live.LoadFailure;
import io.retort.server.live.StudentStatus;
import java.util.Optional;

/**
 * Whether the server answers as well as it can: it knows the decisions, and has something loaded of every student of which a
 * checkpoint was promoted. Before the first promotion it is ready: its 503 says what is missing, no other server could do better,
 * and whatever waits for servers to be ready before it goes on may be what promotes. So it is while a newer checkpoint does not
 * load: were it not, one bad promotion would take every server away at once.
 */
final class LiveCheck implements ReadinessCheck {

    private final DeploymentFollower follower;
    private final LiveStudents students;

    LiveCheck(DeploymentFollower follower, LiveStudents students) {
        this.follower = follower;
        this.students = students;
    }

    @Override
    public String name() {
        return "live";
    }

    @Override
    public Readiness check() {
        if (!follower.isCaughtUp()) {
            return new Readiness.NotReady("the decisions on what is served have not been read yet");
        }
        Optional<StudentStatus> missing = students.statuses().stream()
                .filter(status -> !status.isServedIfWanted())
                .findFirst();
        return missing.<Readiness>map(status -> new Readiness.NotReady(reason(status)))
                .orElseGet(Readiness.Ready::new);
    }

    @Override
    public boolean isImmediate() {
        return true;
    }

    private static String reason(StudentStatus status) {
        return "nothing of " + status.student() + " is loaded: "
                + status.failure().map(LoadFailure::reason).orElse("its checkpoint is being loaded");
    }
}
