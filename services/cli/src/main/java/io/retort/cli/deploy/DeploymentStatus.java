package io.retort.cli.deploy;

import io.retort.cli.UserMistake;
import io.retort.cli.settings.Configuration;
import io.retort.cli.topics.Cluster;
import io.retort.cli.topics.TopicScan;
import io.retort.platform.deployment.Announced;
import io.retort.platform.deployment.AnnouncementLog;
import io.retort.platform.deployment.DeploymentLog;
import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.deployment.StudentDeployment;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.NextOffset;
import io.retort.schemas.topic.Topic;
import io.retort.server.gate.Candidates;
import io.retort.server.gate.DecisionHistory;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
    public void print(Configuration configuration, StatusRequest request) throws Exception {
        Cluster.reach(configuration.kafka(), "deploy").close();
        List<StudentStatus> students = read(configuration, request);
        if (request.json()) {
            StatusJson.print(students, out);
        } else {
            new StatusText(out, Instant.now()).print(students);
        }
    }

    private static List<StudentStatus> read(Configuration configuration, StatusRequest request) throws Exception {
        KafkaClients clients = configuration.clients("deploy");
        Map<String, List<Deployment>> decisions = new TreeMap<>();
        try (DeploymentLog log = new DeploymentLog(clients, configuration.topics(), decision -> decisions
                .computeIfAbsent(decision.getStudent(), first -> new ArrayList<>())
                .add(decision))) {
            log.catchUp(LIMIT);
            request.student().ifPresent(asked -> decisions.putIfAbsent(asked, List.of()));
            List<StudentStatus> students = new ArrayList<>();
            for (Map.Entry<String, List<Deployment>> made : decisions.entrySet()) {
                String student = made.getKey();
                if (request.student().orElse(student).equals(student)) {
                    students.add(status(configuration, student, log.of(student), made.getValue(), request.last()));
                }
            }
            return students;
        }
    }

    private static StudentStatus status(
            Configuration configuration,
            String student,
            StudentDeployment deployed,
            List<Deployment> decisions,
            int last)
            throws Exception {
        DecisionHistory history = new DecisionHistory(student);
        decisions.forEach(history::take);
        try (AnnouncementLog announcements =
                new AnnouncementLog(configuration.clients("deploy"), configuration.topics(), student)) {
            announcements.catchUp(LIMIT);
            if (decisions.isEmpty() && announcements.standing().isEmpty()) {
                throw new UserMistake("nothing is known of a student " + student);
            }
            Optional<Announced> waiting = Candidates.newest(announcements.standing(), deployed, history);
            return new StudentStatus(
                    student,
                    deployed,
                    waiting,
                    waiting.isEmpty() ? 0 : newLabels(configuration, waiting.get()),
                    decisions.subList(Math.max(0, decisions.size() - last), decisions.size()),
                    decisions.size());
        }
    }

    private static long newLabels(Configuration configuration, Announced waiting) throws Exception {
        Map<Integer, Long> next = waiting.checkpoint().getNext().stream()
                .collect(Collectors.toMap(NextOffset::getPartition, NextOffset::getOffset));
        TopicScan labels = new TopicScan(
                configuration.clients("deploy"), configuration.topics().of(Topic.SOFT_LABELS));
        return labels.ends().entrySet().stream()
                .mapToLong(end -> Math.max(
                        0, end.getValue() - next.getOrDefault(end.getKey().partition(), 0L)))
                .sum();
    }
}
