package io.retort.trainer.checkpoint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The announced checkpoints of one student whose files are kept, oldest first. */
public final class CheckpointHistory {

    private final List<AnnouncedCheckpoint> announced;

    public CheckpointHistory(List<AnnouncedCheckpoint> announced) {
        this.announced = new ArrayList<>(announced);
    }

    public Optional<AnnouncedCheckpoint> newest() {
        return announced.isEmpty() ? Optional.empty() : Optional.of(announced.get(announced.size() - 1));
    }

    /** The newest first. */
    public List<AnnouncedCheckpoint> newestFirst() {
        List<AnnouncedCheckpoint> reversed = new ArrayList<>(announced);
        Collections.reverse(reversed);
        return reversed;
    }

    public Set<String> ids() {
        return announced.stream().map(each -> each.checkpoint().getId()).collect(Collectors.toSet());
    }

    /**
     * Which would be retired when one more is announced: all but the newest, that one among them, the first student, and
     * those that are deployed.
     *
     * @param keep how many newest are kept, at least 1
     * @param deployed ids of those that are kept beside them
     */
    public List<AnnouncedCheckpoint> retiredByOneMore(int keep, Set<String> deployed) {
        List<AnnouncedCheckpoint> later =
                announced.stream().filter(each -> !each.isFirst()).toList();
        return later.subList(0, Math.max(0, later.size() + 1 - keep)).stream()
                .filter(each -> !deployed.contains(each.checkpoint().getId()))
                .toList();
    }

    public void announce(AnnouncedCheckpoint added, List<AnnouncedCheckpoint> retired) {
        announced.removeAll(retired);
        announced.add(added);
    }
}
