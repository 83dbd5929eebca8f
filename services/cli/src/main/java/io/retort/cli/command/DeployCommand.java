package io.retort.cli.command;

import io.retort.cli.UserMistake;
import io.retort.cli.Work;
import io.retort.cli.deploy.PersonDecision;
import io.retort.cli.deploy.StatusRequest;
import io.retort.schemas.record.DeploymentAction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code retort deploy}. */
@Command(
        name = "deploy",
        description =
                "Show which checkpoints are served and why, or decide it in the gate's place. Every decision is kept.")
public final class DeployCommand implements Runnable {

    private final Work work;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills it in
    public DeployCommand(Work work) {
        this.work = work;
    }

    /** What each decision needs. */
    static final class DecisionOptions {

        @Option(names = "--student", required = true, paramLabel = "S", description = "Name of the student.")
        private String student;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept with the decision.")
        private String reason;

        @SuppressWarnings("NullAway.Init") // picocli fills them in
        DecisionOptions() {}

        PersonDecision decision(DeploymentAction action, @Nullable String checkpoint, boolean acceptLabels) {
            if (reason.isBlank()) {
                throw new UserMistake("--reason is empty; say why");
            }
            return new PersonDecision(student, action, Optional.ofNullable(checkpoint), acceptLabels, reason);
        }
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say what to do: status, promote, hold, release or rollback");
    }

    @Command(
            name = "status",
            sortOptions = false,
            description =
                    "Show what is served, what it would go back to, what waits to be judged, and the decisions so far"
                            + " with their numbers.")
    int status(
            @Option(names = "--student", paramLabel = "S", description = "One student (default: all).") @Nullable String student,
            @Option(
                            names = "--last",
                            defaultValue = "10",
                            paramLabel = "N",
                            description = "How many of the newest decisions (default: 10).")
                    int last,
            @Option(names = "--json", description = "As JSON, for scripts.") boolean json,
            @Mixin ClusterOptions cluster)
            throws Exception {
        if (last < 1) {
            throw new UserMistake("--last is " + last + "; allowed: 1 or more");
        }
        return work.deploymentStatus(
                cluster.configuration(new Flags()), new StatusRequest(Optional.ofNullable(student), last, json));
    }

    @Command(
            name = "promote",
            sortOptions = false,
            description = "Have a checkpoint served whatever the gate says. Ends a hold.")
    int promote(
            @Mixin DecisionOptions options,
            @Option(
                            names = "--checkpoint",
                            paramLabel = "ID",
                            description = "Which one (default: the newest that was announced).")
                    @Nullable String checkpoint,
            @Option(
                            names = "--accept-labels",
                            description = "Say that the teacher's labels have changed for good: the gate then measures"
                                    + " agreement against this checkpoint's.")
                    boolean acceptLabels,
            @Mixin ClusterOptions cluster)
            throws Exception {
        return decide(cluster, options.decision(DeploymentAction.PROMOTE, checkpoint, acceptLabels));
    }

    @Command(name = "hold", sortOptions = false, description = "Keep what is served; the gate decides nothing.")
    int hold(@Mixin DecisionOptions options, @Mixin ClusterOptions cluster) throws Exception {
        return decide(cluster, options.decision(DeploymentAction.HOLD, null, false));
    }

    @Command(name = "release", sortOptions = false, description = "End a hold; the gate decides again.")
    int release(@Mixin DecisionOptions options, @Mixin ClusterOptions cluster) throws Exception {
        return decide(cluster, options.decision(DeploymentAction.RELEASE, null, false));
    }

    @Command(
            name = "rollback",
            sortOptions = false,
            description =
                    "Have a checkpoint served that was served before. The gate goes on with newer ones unless it is"
                            + " held.")
    int rollback(
            @Mixin DecisionOptions options,
            @Option(
                            names = "--checkpoint",
                            paramLabel = "ID",
                            description = "Which one (default: the one before what is served now).")
                    @Nullable String checkpoint,
            @Mixin ClusterOptions cluster)
            throws Exception {
        return decide(cluster, options.decision(DeploymentAction.ROLL_BACK, checkpoint, false));
    }

    private int decide(ClusterOptions cluster, PersonDecision decision) throws Exception {
        return work.decide(cluster.configuration(new Flags()), decision);
    }
}
