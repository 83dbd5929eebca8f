package io.retort.trainer.restore;

import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.topic.Topic;
import io.retort.trainer.ReplayOutcome;
import io.retort.trainer.StopSignal;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerException.Reason;
import io.retort.trainer.TrainerParts;
import io.retort.trainer.checkpoint.AnnouncedCheckpoint;
import io.retort.trainer.checkpoint.CheckpointDirectories;
import io.retort.trainer.checkpoint.CheckpointDraft;
import io.retort.trainer.checkpoint.CheckpointLog;
import io.retort.trainer.checkpoint.FileHashes;
import io.retort.trainer.journal.HighWatermarks;
import io.retort.trainer.journal.JournalReader;
import io.retort.trainer.journal.JournalReader.Located;
import io.retort.trainer.learner.Learner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** Walks a journal from the first student and holds each checkpoint on the way against its announcement. */
public final class Rebuilding implements AutoCloseable {

    private final TrainerParts parts;
    private final StopSignal stop;
    private final Admin admin;
    private final HighWatermarks watermarks;
    private final CheckpointDirectories directories;
    private final String student;

    public Rebuilding(TrainerParts parts, StopSignal stop) {
        this.parts = parts;
        this.stop = stop;
        this.admin = parts.clients().admin();
        this.watermarks = new HighWatermarks(admin);
        this.student = parts.settings().student();
        this.directories = new CheckpointDirectories(parts.settings().checkpoints(), student);
    }

    /** Compares the newest checkpoint, or all. */
    public ReplayOutcome compare(boolean all) {
        LabelsTopic topic = LabelsTopic.ask(admin, parts.topics().of(Topic.SOFT_LABELS));
        List<AnnouncedCheckpoint> announced =
                new CheckpointLog(parts.clients(), watermarks, parts.topics().of(Topic.CHECKPOINTS), stop).all(student);
        Checkpoint first = first(announced);
        topic.requireSame(first.getLabelsTopicId(), "checkpoint " + first.getId());
        int from = all ? 0 : announced.size() - 1;
        try (LoadedLearner loaded = LoadedLearner.from(parts, directories.of(first.getId()));
                Repetition repetition = new Repetition(parts, watermarks, topic, stop)) {
            repetition.begin(loaded, first);
            Walk walk = new Walk(
                    loaded.learner(),
                    repetition,
                    new JournalLinks(first),
                    new ArrayDeque<>(announced.subList(from, announced.size())));
            walk.compareAt(first.getEntryNumber());
            if (walk.wantsMore()) {
                new JournalReader(parts.clients(), watermarks, parts.topics().of(Topic.JOURNAL), stop)
                        .read(first.getJournalPartition(), first.getJournalOffset(), student, walk::accept);
            }
            return walk.outcome();
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private Checkpoint first(List<AnnouncedCheckpoint> announced) {
        Checkpoint first = announced.stream()
                .filter(AnnouncedCheckpoint::isFirst)
                .map(AnnouncedCheckpoint::checkpoint)
                .findFirst()
                .orElseThrow(() -> new TrainerException(
                        Reason.NO_CHECKPOINT, "no first checkpoint of student " + student + " is announced"));
        directories.fault(first.getId(), first.getFiles()).ifPresent(fault -> {
            throw new TrainerException(Reason.NO_CHECKPOINT, "the first student's files are not intact: " + fault);
        });
        return first;
    }

    private final class Walk {

        private final Learner learner;
        private final Repetition repetition;
        private final JournalLinks links;
        private final Deque<AnnouncedCheckpoint> toCompare;
        private final List<String> compared = new ArrayList<>();
        private Optional<ReplayOutcome> difference = Optional.empty();

        Walk(Learner learner, Repetition repetition, JournalLinks links, Deque<AnnouncedCheckpoint> toCompare) {
            this.learner = learner;
            this.repetition = repetition;
            this.links = links;
            this.toCompare = toCompare;
        }

        boolean accept(Located located) {
            links.accept(located);
            repetition.apply(located.entry());
            compareAt(located.entry().getNumber());
            return wantsMore();
        }

        boolean wantsMore() {
            return difference.isEmpty() && !toCompare.isEmpty();
        }

        void compareAt(long entryNumber) {
            while (wantsMore() && toCompare.getFirst().checkpoint().getEntryNumber() == entryNumber) {
                Checkpoint announced = toCompare.removeFirst().checkpoint();
                Optional<String> fault = difference(announced);
                if (fault.isPresent()) {
                    difference =
                            Optional.of(new ReplayOutcome.Differs(announced.getId(), announced.getStep(), fault.get()));
                } else {
                    compared.add(announced.getId());
                }
            }
        }

        ReplayOutcome outcome() {
            if (difference.isPresent()) {
                return difference.get();
            }
            if (!toCompare.isEmpty()) {
                throw new TrainerException(
                        Reason.JOURNAL_BROKEN,
                        "the journal of student " + student + " ends at entry "
                                + links.tail().number() + ", before checkpoint "
                                + toCompare.getFirst().checkpoint().getId());
            }
            return new ReplayOutcome.Reproduced(compared, learner.step());
        }

        private Optional<String> difference(Checkpoint announced) {
            try {
                Path rebuilt = Files.createTempDirectory("retort-replay-");
                try {
                    directories.writeFiles(CheckpointDraft.of(learner, links.tail(), repetition.next()), rebuilt);
                    return FileHashes.fault(rebuilt, announced.getFiles());
                } finally {
                    directories.deleteLeftover(rebuilt);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("a rebuilt checkpoint could not be written for comparison", e);
            }
        }
    }
}
