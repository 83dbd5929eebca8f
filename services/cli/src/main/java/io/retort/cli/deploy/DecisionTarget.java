package io.retort.cli.deploy;

import io.retort.cli.UserMistake;
import io.retort.platform.deployment.Announced;
import io.retort.platform.deployment.AnnouncementLog;
import io.retort.schemas.deployment.StudentDeployment;
import io.retort.schemas.record.DeployedCheckpoint;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** The checkpoint that a person's decision is about. */
final class DecisionTarget {

    private final PersonDecision decision;
    private final AnnouncementLog announcements;
    private final StudentDeployment deployed;

    DecisionTarget(PersonDecision decision, AnnouncementLog announcements, StudentDeployment deployed) {
        this.decision = decision;
        this.announcements = announcements;
        this.deployed = deployed;
    }

    /**
     * Looks for it.
     *
     * @return empty where none is needed
     * @throws UserMistake if it is not there, or is served already
     */
    Optional<Announced> find() {
        return switch (decision.action()) {
            case PROMOTE -> Optional.of(promoted());
            case ROLL_BACK -> Optional.of(rolledBackTo());
            case HOLD, RELEASE -> Optional.empty();
            case REFUSE -> throw new IllegalArgumentException("only the gate refuses");
        };
    }

    private Announced promoted() {
        Announced found = decision.checkpoint().map(this::announced).orElseGet(this::newest);
        if (isLive(found.id())) {
            throw new UserMistake(found.id() + " of " + decision.student() + " is served already");
        }
        return found;
    }

    private Announced newest() {
        return announcements.standing().stream()
                .max(Comparator.comparingLong(Announced::offset))
                .orElseThrow(() -> new UserMistake("no checkpoint of " + decision.student() + " is announced"));
    }

    private Announced rolledBackTo() {
        if (deployed.live().isEmpty()) {
            throw new UserMistake("nothing of " + decision.student() + " is served, so there is nothing to roll back");
        }
        if (decision.checkpoint().isEmpty()) {
            return announced(deployed.previous()
                    .map(DeployedCheckpoint::getId)
                    .orElseThrow(() -> new UserMistake("nothing was served before "
                            + deployed.live().get().getId() + " of " + decision.student())));
        }
        String id = decision.checkpoint().get();
        if (isLive(id)) {
            throw new UserMistake(id + " of " + decision.student() + " is served already");
        }
        if (deployed.lives().stream().noneMatch(life -> life.getId().equals(id))) {
            throw new UserMistake(id + " of " + decision.student()
                    + " was not served before what is now; retort deploy promote serves any that is announced");
        }
        return announced(id);
    }

    private boolean isLive(String id) {
        return deployed.live().filter(live -> live.getId().equals(id)).isPresent();
    }

    private Announced announced(String id) {
        return announcements.find(id).orElseThrow(() -> new UserMistake(missing(id)));
    }

    private String missing(String id) {
        String standing = announcements.standing().stream().map(Announced::id).collect(Collectors.joining(", "));
        return announcements.isRetired(id)
                ? id + " of " + decision.student() + " is retired: its files are deleted. There are " + standing
                : "there is no checkpoint " + id + " of " + decision.student()
                        + (standing.isEmpty() ? "; none is announced" : "; there are " + standing);
    }
}
