package io.retort.trainer.restore;

import io.retort.learning.student.Student;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.topic.Topic;
import io.retort.trainer.StopSignal;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerException.Reason;
import io.retort.trainer.TrainerParts;
import io.retort.trainer.journal.HighWatermarks;
import io.retort.trainer.journal.JournalReader;
import io.retort.trainer.journal.JournalTail;
import io.retort.trainer.learner.Learner;
import io.retort.trainer.learner.LearnerState;
import io.retort.trainer.learner.SegmentSettings;
import io.retort.trainer.settings.TrainerSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** Begins the life of a student that has neither a checkpoint nor a journal. */
final class FirstStudent {

    private final TrainerParts parts;
    private final StopSignal stop;
    private final HighWatermarks watermarks;
    private final JournalReader journal;
    private final String student;

    FirstStudent(TrainerParts parts, StopSignal stop, HighWatermarks watermarks, JournalReader journal) {
        this.parts = parts;
        this.stop = stop;
        this.watermarks = watermarks;
        this.journal = journal;
        this.student = parts.settings().student();
    }

    Restored begin(Admin admin, LabelsTopic topic) {
        int partition = journalPartition(admin);
        long end = requireNoJournal(partition);
        LabelSpace space = parts.labelSpace()
                .orElseGet(() -> new LabelSpaces(parts.clients(), parts.topics().of(Topic.LABEL_SPACES), stop)
                        .onlyOne(parts.settings().untilIdle()));
        return new Restored(
                learner(space), JournalTail.beginning(student), oldest(topic), Optional.empty(), partition, end, topic);
    }

    private Learner learner(LabelSpace space) {
        TrainerSettings settings = parts.settings();
        Student first = parts.students().create(space, settings.seed());
        return new Learner(
                first,
                settings.seed(),
                LearnerState.first(SegmentSettings.of(
                        settings.batch(),
                        settings.rehearsal(),
                        first.description().settings())));
    }

    /** A new student learns from all labels that are still there. */
    private Map<Integer, Long> oldest(LabelsTopic topic) {
        Map<Integer, Long> oldest = new TreeMap<>();
        watermarks
                .logStarts(topic.allPartitions())
                .forEach((partition, start) -> oldest.put(partition.partition(), start));
        return oldest;
    }

    private int journalPartition(Admin admin) {
        String name = parts.topics().of(Topic.JOURNAL);
        int partitions = LabelsTopic.describe(admin, name).partitions().size();
        return Utils.toPositive(Utils.murmur2(student.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    private long requireNoJournal(int partition) {
        TopicPartition entries = new TopicPartition(parts.topics().of(Topic.JOURNAL), partition);
        long start = watermarks.logStart(entries);
        return journal.read(partition, start, student, located -> {
            throw new TrainerException(
                    Reason.NO_CHECKPOINT,
                    "the journal holds entry " + located.entry().getNumber() + " of student " + student
                            + " at offset " + located.offset() + " of " + entries
                            + ", but no checkpoint of it is announced; begin a student of another name");
        });
    }
}
