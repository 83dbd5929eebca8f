package io.retort.cli.deploy;

import io.retort.platform.deployment.Announced;
import io.retort.schemas.deployment.StudentDeployment;
import io.retort.schemas.record.Deployment;
import java.util.List;
import java.util.Optional;

/**
 * What is shown of one student.
 *
 * @param student its name
 * @param deployed where it stands
 * @param waiting the newest checkpoint that is still to be judged
 * @param newLabels offsets of soft-labels that it has not learned, markers of transactions among them; 0 where none waits
 * @param decisions the newest, the oldest of them first
 * @param made how many decisions there are in all
 */
record StudentStatus(
        String student,
        StudentDeployment deployed,
        Optional<Announced> waiting,
        long newLabels,
        List<Deployment> decisions,
        int made) {}
