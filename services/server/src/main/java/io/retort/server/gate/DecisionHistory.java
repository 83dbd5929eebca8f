package io.retort.server.gate;

import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.record.Deployment;
import io.retort.schemas.record.DeploymentAction;
import io.retort.schemas.record.Evidence;
import io.retort.schemas.record.EvidenceSource;
import io.retort.schemas.record.Measure;
import io.retort.schemas.record.PairedComparison;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a gate has to know of one student's decisions beyond what they come to. Not safe for use by several threads. */
public final class DecisionHistory {

    /** More than a student's deployment remembers. */
    private static final int MOST_REFERENCES = 4_000;

    private final String student;
    private final Map<String, Reference> references = new LinkedHashMap<>();
    private long frontier = -1;

    public DecisionHistory(String student) {
        this.student = student;
    }

    /** Takes the next decision that counts, of any student. */
    public void take(Deployment decision) {
        DeployedCheckpoint checkpoint = decision.getCheckpoint();
        if (!decision.getStudent().equals(student) || checkpoint == null) {
            return;
        }
        frontier = Math.max(frontier, checkpoint.getOffset());
        if (decision.getAction() != DeploymentAction.REFUSE) {
            reference(decision, checkpoint.getId())
                    .filter(reference -> decision.getAction() == DeploymentAction.PROMOTE
                            || !references.containsKey(reference.checkpoint()))
                    .ifPresent(reference -> references.put(reference.checkpoint(), reference));
        }
        if (references.size() > MOST_REFERENCES) {
            references.remove(references.keySet().iterator().next());
        }
    }

    /**
     * The newest announcement, by its offset, that was decided on: what was announced before it and not decided on was passed
     * over, and is not looked at again; nor is what a person has rolled back.
     */
    public long frontier() {
        return frontier;
    }

    /**
     * What agreement was before: the best at a promotion among the last one that was measured or accepted and those shortly
     * before it, so that labels that turn bad step by step do not take the bar down with them. A person who promotes does not
     * lower it either, unless he accepts the labels. Where none was measured, what the oldest was announced with.
     *
     * @param lives that have been live, the newest last
     * @param memory how long before the last one
     */
    Optional<Reference> reference(List<DeployedCheckpoint> lives, Duration memory) {
        Reference last = null;
        Reference best = null;
        for (int i = lives.size() - 1; i >= 0; i--) {
            Reference found = references.get(lives.get(i).getId());
            if (found == null || found.kind() == Reference.Kind.ANNOUNCED) {
                continue;
            }
            last = last == null ? found : last;
            if (found.at().isBefore(last.at().minus(memory))) {
                break;
            }
            best = best == null || found.agreement() > best.agreement() ? found : best;
            if (found.kind() == Reference.Kind.ACCEPTED) {
                break;
            }
        }
        return best == null && !lives.isEmpty()
                ? Optional.ofNullable(references.get(lives.get(0).getId()))
                : Optional.ofNullable(best);
    }

    private static Optional<Reference> reference(Deployment decision, String id) {
        return measured(decision.getEvidence())
                .map(on -> new Reference(
                        id, on.getPairs(), on.getCandidate(), Reference.Kind.MEASURED, decision.getDecidedAt()))
                .or(() -> Optional.ofNullable(decision.getPrequential())
                        .filter(window -> window.getLabels() > 0)
                        .map(window -> new Reference(
                                id,
                                window.getLabels(),
                                window.getAgreement(),
                                decision.getLabelsAccepted() ? Reference.Kind.ACCEPTED : Reference.Kind.ANNOUNCED,
                                decision.getDecidedAt())));
    }

    private static Optional<PairedComparison> measured(@Nullable Evidence evidence) {
        return evidence == null
                ? Optional.empty()
                : evidence.getComparisons().stream()
                        .filter(one ->
                                one.getPrompts() == EvidenceSource.STREAM && one.getMeasure() == Measure.AGREEMENT)
                        .findFirst();
    }
}
