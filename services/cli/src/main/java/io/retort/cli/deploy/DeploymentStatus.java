package io.retort.cli.deploy;

import io.retort.cli.UserMistake;
import io.retort.cli.settings.Configuration;
import io.retort.cli.topics.Cluster;
import io.retort.platform.deployment.AnnouncementLog;
import io.retort.platform.deployment.DeploymentLog;
import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.deployment.StudentDeployment;
import io.retort.schemas.record.Deployment;
import io.retort.server.gate.Candidates;
import io.retort.server.gate.DecisionHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code retort deploy status}. */
public final class DeploymentStatus {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final PrintWriter out;

    public DeploymentStatus(PrintWriter out) {
        this.out = out;
    }

    /**
     * Prints it.
     *
     * @throws UserMistake if nothing is known of the student asked for
     */
    public void print(Configuration configuration, StatusRequest request) throws IOException {
        Cluster.reach(configuration.kafka(), "deploy").close();
        List<StudentStatus> students = read(configuration, request);
        if (request.json()) {
            StatusJson.print(students, out);
        } else {
            new StatusText(out, Instant.now()).print(students);
        }
    }

    private static List<StudentStatus> read(Configuration configuration, StatusRequest request) {
        KafkaClients clients = configuration.clients("deploy");
        Map<String, List<Deployment>> decisions = new TreeMap<>();
        try (DeploymentLog log = new DeploymentLog(clients, configuration.topics(), decision -> decisions
                .computeIfAbsent(decision.getStudent(), first -> new ArrayList<>())
                .add(decision))) {
            log.catchUp(LIMIT);
            request.student().ifPresent(asked -> decisions.putIfAbsent(asked, List.of()));
            List<StudentStatus> students = new ArrayList<>();
            decisions.forEach((student, made) -> {
                if (request.student().orElse(student).equals(student)) {
                    students.add(status(configuration, student, log.of(student), made, request.last()));
                }
            });
            return students;
        }
    }

    private static StudentStatus status(
            Configuration configuration,
            String student,
            StudentDeployment deployed,
            List<Deployment> decisions,
            int last) {
        DecisionHistory history = new DecisionHistory(student);
        decisions.forEach(history::take);
        try (AnnouncementLog announcements =
                new AnnouncementLog(configuration.clients("deploy"), configuration.topics(), student)) {
            announcements.catchUp(LIMIT);
            if (decisions.isEmpty() && announcements.standing().isEmpty()) {
                throw new UserMistake("nothing is known of a student " + student);
            }
            return new StudentStatus(
                    student,
                    deployed,
                    Candidates.newest(announcements.standing(), deployed, history),
                    decisions.subList(Math.max(0, decisions.size() - last), decisions.size()),
                    decisions.size());
        }
    }
}
