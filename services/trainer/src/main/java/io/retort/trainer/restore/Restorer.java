package io.retort.trainer.restore;

import io.retort.platform.lifecycle.Progress;
import io.retort.schemas.topic.Topic;
import io.retort.trainer.StopSignal;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerException.Reason;
import io.retort.trainer.TrainerParts;
import io.retort.trainer.checkpoint.AnnouncedCheckpoint;
import io.retort.trainer.checkpoint.CheckpointDirectories;
import io.retort.trainer.checkpoint.CheckpointHistory;
import io.retort.trainer.checkpoint.CheckpointLog;
import io.retort.trainer.journal.HighWatermarks;
import io.retort.trainer.journal.JournalReader;
import io.retort.trainer.learner.Learner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a trainer back to where the last committed transaction left it: pointer, checkpoint, journal, files, replay, in
 * this order. The trainer has to have fenced its predecessor before: what is read must not change any more.
 */
public final class Restorer {

    private static final Logger LOG = LoggerFactory.getLogger(Restorer.class);

    private final TrainerParts parts;
    private final StopSignal stop;
    private final Progress progress;
    private final CheckpointDirectories directories;
    private final String student;

    public Restorer(TrainerParts parts, StopSignal stop, Progress progress) {
        this.progress = progress;
        this.parts = parts;
        this.stop = stop;
        this.student = parts.settings().student();
        this.directories = new CheckpointDirectories(parts.settings().checkpoints(), student);
    }

    /**
     * @throws TrainerException if a person has to decide how to go on
     * @throws StopSignal.StopRequestedException if a stop was requested meanwhile
     */
    public Restored restore() {
        try (Admin admin = parts.clients().admin()) {
            HighWatermarks watermarks = new HighWatermarks(admin);
            LabelsTopic topic = LabelsTopic.ask(admin, parts.topics().of(Topic.SOFT_LABELS));
            Optional<Pointer> pointer = new CommittedPointer(admin).read(parts.groupId(), topic.name());
            CheckpointLog log = new CheckpointLog(
                    parts.clients(), watermarks, parts.topics().of(Topic.CHECKPOINTS), stop);
            JournalReader journal = new JournalReader(
                    parts.clients(), watermarks, parts.topics().of(Topic.JOURNAL), stop);
            List<AnnouncedCheckpoint> candidates = candidates(pointer, log);
            if (candidates.isEmpty() && pointer.isEmpty()) {
                return new FirstStudent(parts, stop, watermarks, journal).begin(admin, topic);
            }
            AnnouncedCheckpoint base = intact(candidates, log);
            topic.requireSame(
                    base.checkpoint().getLabelsTopicId(),
                    "checkpoint " + base.checkpoint().getId());
            return replayOnto(base, newest(candidates), topic, pointer, watermarks, journal);
        }
    }

    private Restored replayOnto(
            AnnouncedCheckpoint base,
            AnnouncedCheckpoint newest,
            LabelsTopic topic,
            Optional<Pointer> pointer,
            HighWatermarks watermarks,
            JournalReader journal) {
        JournalAfter after = JournalAfter.read(journal, base.checkpoint(), pointer);
        LoadedLearner loaded =
                LoadedLearner.from(parts, directories.of(base.checkpoint().getId()));
        Learner learner = loaded.learner();
        try (Repetition repetition = new Repetition(parts, watermarks, topic, stop)) {
            repetition.begin(loaded, base.checkpoint());
            after.entries().forEach(entry -> {
                progress.beat();
                repetition.apply(entry);
            });
            LOG.atInfo()
                    .addKeyValue("student", student)
                    .addKeyValue("checkpoint", base.checkpoint().getId())
                    .addKeyValue("step", learner.step())
                    .addKeyValue("repeated", learner.step() - base.checkpoint().getStep())
                    .log("restored");
            return new Restored(
                    learner,
                    after.tail(),
                    repetition.next(),
                    Optional.of(newest),
                    base.checkpoint().getJournalPartition(),
                    after.end(),
                    topic);
        } catch (RuntimeException e) {
            learner.close();
            throw e;
        }
    }

    /** The pointer names the newest; without one, or where it leads nowhere, the whole topic is read. */
    private List<AnnouncedCheckpoint> candidates(Optional<Pointer> pointer, CheckpointLog log) {
        Optional<AnnouncedCheckpoint> pointed = pointer.flatMap(known -> log.at(known.checkpointOffset(), student));
        if (pointed.isPresent()) {
            return List.of(pointed.get());
        }
        LOG.atInfo()
                .addKeyValue("student", student)
                .log("no pointer to the newest checkpoint; reading the checkpoints topic");
        return log.all(student);
    }

    private static AnnouncedCheckpoint newest(List<AnnouncedCheckpoint> candidates) {
        return candidates.get(candidates.size() - 1);
    }

    private AnnouncedCheckpoint intact(List<AnnouncedCheckpoint> candidates, CheckpointLog log) {
        List<String> faults = new ArrayList<>();
        Optional<AnnouncedCheckpoint> found = firstIntact(candidates, faults);
        if (found.isEmpty() && candidates.size() <= 1) {
            found = firstIntact(log.all(student), faults);
        }
        return found.orElseThrow(() -> new TrainerException(
                Reason.NO_CHECKPOINT,
                "no announced checkpoint of student " + student + " has intact files below "
                        + parts.settings().checkpoints() + ": " + String.join("; ", faults)));
    }

    private Optional<AnnouncedCheckpoint> firstIntact(List<AnnouncedCheckpoint> candidates, List<String> faults) {
        for (AnnouncedCheckpoint candidate : new CheckpointHistory(candidates).newestFirst()) {
            String id = candidate.checkpoint().getId();
            Optional<String> fault =
                    directories.fault(id, candidate.checkpoint().getFiles());
            if (fault.isEmpty()) {
                return Optional.of(candidate);
            }
            if (!faults.contains(fault.get())) {
                faults.add(fault.get());
                LOG.atError()
                        .addKeyValue("student", student)
                        .addKeyValue("checkpoint", id)
                        .addKeyValue("reason", fault.get())
                        .log("checkpoint is not what was announced; falling back to the one before");
            }
        }
        return Optional.empty();
    }
}
