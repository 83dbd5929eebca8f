package io.retort.cli.deploy;

import io.retort.cli.CommandFailed;
import io.retort.cli.UserMistake;
import io.retort.cli.settings.Configuration;
import io.retort.cli.topics.Cluster;
import io.retort.platform.deployment.Announced;
import io.retort.platform.deployment.AnnouncementLog;
import io.retort.platform.deployment.DeploymentLog;
import io.retort.platform.deployment.DeploymentWriter;
import io.retort.platform.kafka.KafkaClients;
import io.retort.schemas.deployment.StudentDeployment;
import io.retort.schemas.record.Decider;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.DeploymentAction;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code retort deploy promote|hold|release|rollback}. */
public final class Decisions {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** A gate decides every few seconds at most, so one try is lost now and then, not many. */
    private static final int TRIES = 10;

    private final PrintWriter out;

    public Decisions(PrintWriter out) {
        this.out = out;
    }

    /**
     * Makes the decision, and sees that it counts.
     *
     * @throws UserMistake if there is nothing to decide so
     * @throws CommandFailed if others decide faster
     */
    public void decide(Configuration configuration, PersonDecision decision) {
        Cluster.reach(configuration.kafka(), "deploy").close();
        KafkaClients clients = configuration.clients("deploy");
        try (AnnouncementLog announcements = new AnnouncementLog(clients, configuration.topics(), decision.student());
                DeploymentLog log = new DeploymentLog(clients, configuration.topics());
                DeploymentWriter writer = new DeploymentWriter(clients, configuration.topics(), log, LIMIT)) {
            announcements.catchUp(LIMIT);
            log.catchUp(LIMIT);
            // Found once: what is the newest or the previous one must not change while others decide.
            Optional<Announced> target = new DecisionTarget(decision, announcements, log.of(decision.student())).find();
            out.println(decide(log, writer, decision, target));
        }
    }

    private static String decide(
            DeploymentLog log, DeploymentWriter writer, PersonDecision decision, Optional<Announced> target) {
        for (int tried = 0; tried < TRIES; tried++) {
            StudentDeployment deployed = log.of(decision.student());
            if (isSo(deployed, decision.action())) {
                return "nothing to do: the gate of " + decision.student() + " is "
                        + (deployed.held() ? "held" : "not held");
            }
            boolean counts = writer.decide(record(deployed, decision, target.orElse(null)))
                    .match(counted -> true, overtaken -> false);
            if (counts) {
                return done(decision, target);
            }
        }
        throw new CommandFailed(
                "others decide on " + decision.student() + " faster than this command; try it again, or hold the gate");
    }

    private static boolean isSo(StudentDeployment deployed, DeploymentAction action) {
        return action == DeploymentAction.HOLD && deployed.held()
                || action == DeploymentAction.RELEASE && !deployed.held();
    }

    private static Deployment record(StudentDeployment deployed, PersonDecision decision, @Nullable Announced target) {
        return Deployment.newBuilder()
                .setStudent(decision.student())
                .setId(UUID.randomUUID().toString())
                .setBasedOn(deployed.base().orElse(null))
                .setAction(decision.action())
                .setCheckpoint(target == null ? null : target.toDeployed())
                .setPrequential(target == null ? null : target.checkpoint().getPrequential())
                .setLabelsAccepted(decision.acceptLabels())
                .setDecider(Decider.PERSON)
                .setReason(decision.reason())
                .setDecidedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    private static String done(PersonDecision decision, Optional<Announced> target) {
        String checkpoint = target.map(Announced::id).orElse("");
        return switch (decision.action()) {
            case PROMOTE -> "promoted " + checkpoint + " of " + decision.student();
            case ROLL_BACK ->
                "rolled " + decision.student() + " back to " + checkpoint
                        + "; the gate goes on with newer ones (retort deploy hold stops it)";
            case HOLD -> "held the gate of " + decision.student();
            case RELEASE -> "released the gate of " + decision.student();
            case REFUSE -> throw new IllegalArgumentException("only the gate refuses");
        };
    }
}
