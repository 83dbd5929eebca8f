package io.retort.schemas.deployment;

import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.DeploymentAction;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The deployments topic, read from its beginning, as one state a student. Not safe for use by several threads. */
public final class DeploymentFold {

    private final Map<String, StudentDeployment> students = new TreeMap<>();

    /**
     * Takes the next record of the topic.
     *
     * @return whether it counts; what does not, such as a decision that another overtook, changes nothing
     */
    public boolean take(Deployment decision) {
        StudentDeployment before = of(decision.getStudent());
        if (!before.accepts(decision) || !isWhole(decision)) {
            return false;
        }
        students.put(decision.getStudent(), before.after(decision));
        return true;
    }

    public StudentDeployment of(String student) {
        return students.getOrDefault(student, StudentDeployment.none());
    }

    /** By student. */
    public Map<String, StudentDeployment> all() {
        return Collections.unmodifiableMap(students);
    }

    private static boolean isWhole(Deployment decision) {
        boolean nameless =
                decision.getAction() == DeploymentAction.HOLD || decision.getAction() == DeploymentAction.RELEASE;
        return nameless || decision.getCheckpoint() != null;
    }
}
