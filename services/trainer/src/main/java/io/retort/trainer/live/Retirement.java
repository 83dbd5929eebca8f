package io.retort.trainer.live;

import io.retort.platform.time.Time;
import io.retort.trainer.checkpoint.AnnouncedCheckpoint;
import io.retort.trainer.checkpoint.CheckpointDirectories;
import io.retort.trainer.checkpoint.CheckpointHistory;
import io.retort.trainer.checkpoint.CheckpointLog;
import io.retort.trainer.checkpoint.DeployedIds;
import io.retort.trainer.settings.TrainerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the files of old checkpoints that are not deployed. Only right after a commit of our own, which proves that no other
 * trainer has taken over: first those whose announcements that commit retired, then what no announcement names and is old
 * enough.
 */
final class Retirement {

    private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);

    private final TrainerSettings settings;
    private final CheckpointDirectories directories;
    private final CheckpointLog log;
    private final DeployedIds deployed;
    private final Time time;
    private @Nullable CheckpointHistory history;

    Retirement(
            TrainerSettings settings,
            CheckpointDirectories directories,
            CheckpointLog log,
            DeployedIds deployed,
            Time time) {
        this.settings = settings;
        this.directories = directories;
        this.log = log;
        this.deployed = deployed;
        this.time = time;
    }

    /** Announcements that one more makes obsolete. */
    List<AnnouncedCheckpoint> dueWithOneMore() {
        return deployed.now()
                .map(kept -> history().retiredByOneMore(settings.checkpoint().keep(), kept))
                .orElse(List.of());
    }

    /** The commit that announced one and retired others has succeeded. */
    void announced(AnnouncedCheckpoint announced, List<AnnouncedCheckpoint> retired) {
        history().announce(announced, retired);
        // Asked again: one of the retired may have been promoted while the commit was under way.
        deployed.now().ifPresent(kept -> delete(retired, kept));
    }

    private void delete(List<AnnouncedCheckpoint> retired, Set<String> kept) {
        try {
            for (AnnouncedCheckpoint each : retired) {
                if (!kept.contains(each.checkpoint().getId())) {
                    directories.delete(each.checkpoint().getId());
                }
            }
            deleteLeftovers(kept);
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("student", settings.student())
                    .addKeyValue("reason", e.toString())
                    .log("files of retired checkpoints could not be deleted; they are tried again by age");
        }
    }

    private void deleteLeftovers(Set<String> kept) throws IOException {
        Set<String> named = new HashSet<>(history().ids());
        named.addAll(kept);
        Instant before = time.now().minus(settings.checkpoint().leftoverAge());
        for (Path leftover : directories.leftovers(named, before)) {
            directories.deleteLeftover(leftover);
            LOG.atInfo()
                    .addKeyValue("student", settings.student())
                    .addKeyValue("directory", leftover.getFileName())
                    .log("deleted files that no announcement names");
        }
    }

    /** Read when first needed, not at start: a restore should not have to read the whole topic. */
    private CheckpointHistory history() {
        if (history == null) {
            history = new CheckpointHistory(log.all(settings.student()));
        }
        return history;
    }
}
