package io.retort.server.live;

import io.retort.schemas.deployment.StudentDeployment;
import io.retort.schemas.record.DeployedCheckpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** The students this server serves, as one thread learns of them, one loads them and many lease them. */
public final class LiveStudents implements AutoCloseable {

    private final Set<String> chosen;
    private final LiveMetrics metrics;
    private final Map<String, LiveStudent> students = new ConcurrentSkipListMap<>();
    private final Object changed = new Object();
    private long changes;

    /** @param chosen those to be served; empty for all that are deployed */
    public LiveStudents(Collection<String> chosen, LiveMetrics metrics) {
        this.chosen = Set.copyOf(chosen);
        this.metrics = metrics;
    }

    /** Takes what the decisions come to by now. */
    public void want(Map<String, StudentDeployment> deployments) {
        deployments.forEach((name, deployment) -> {
            if (chosen.isEmpty() || chosen.contains(name)) {
                students.computeIfAbsent(name, this::made).want(deployment);
            }
        });
        wake();
    }

    /** What is live of a student, for one request; empty if nothing is. To be closed by the caller. */
    public Optional<Lease> lease(String student) {
        LiveStudent found = students.get(student);
        return found == null ? Optional.empty() : found.lease();
    }

    /** By name. */
    public List<StudentStatus> statuses() {
        return students.values().stream().map(LiveStudent::status).toList();
    }

    public boolean knows(String student) {
        return students.containsKey(student);
    }

    @Override
    public void close() {
        students.values().forEach(LiveStudent::close);
    }

    /** What is to be loaded next; waits for it. */
    Optional<Due> awaitDue(Duration limit) throws InterruptedException {
        long seen = changes();
        Optional<Due> due = due();
        if (due.isPresent()) {
            return due;
        }
        synchronized (changed) {
            if (changes == seen) {
                changed.wait(limit.toMillis());
            }
        }
        return due();
    }

    /** Makes {@link #awaitDue} look again. */
    void wake() {
        synchronized (changed) {
            changes++;
            changed.notifyAll();
        }
    }

    /** A student and the checkpoint of it that is to be loaded. */
    record Due(LiveStudent student, DeployedCheckpoint checkpoint) {}

    private long changes() {
        synchronized (changed) {
            return changes;
        }
    }

    private Optional<Due> due() {
        Instant now = Instant.now();
        return students.values().stream()
                .flatMap(student -> student.due(now).map(found -> new Due(student, found)).stream())
                .findFirst();
    }

    private LiveStudent made(String name) {
        LiveStudent student = new LiveStudent(name);
        metrics.watch(student);
        return student;
    }
}
