package io.retort.cli.deploy;

import io.retort.schemas.record.DeploymentAction;
import java.util.Optional;

/**
 * What a person wants.
 *
 * @param student whose checkpoints it is about
 * @param action any but REFUSE
 * @param checkpoint its id, for PROMOTE and ROLL_BACK; the newest or the previous one if empty
 * @param acceptLabels whether the teacher's labels have changed for good, for PROMOTE
 * @param reason why
 */
public record PersonDecision(
        String student, DeploymentAction action, Optional<String> checkpoint, boolean acceptLabels, String reason) {}
