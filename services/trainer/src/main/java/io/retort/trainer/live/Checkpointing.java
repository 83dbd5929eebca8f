package io.retort.trainer.live;

import io.retort.platform.time.Time;
import io.retort.trainer.TrainerException;
import io.retort.trainer.TrainerException.Reason;
import io.retort.trainer.TrainerFigures;
import io.retort.trainer.checkpoint.AnnouncedCheckpoint;
import io.retort.trainer.checkpoint.CheckpointDirectories;
import io.retort.trainer.checkpoint.CheckpointDraft;
import io.retort.trainer.checkpoint.CheckpointWriter;
import io.retort.trainer.checkpoint.CheckpointWriter.Outcome;
import io.retort.trainer.learner.Learner;
import io.retort.trainer.settings.TrainerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes checkpoints beside training, one at a time, and announces each with the journal once it is durable. */
final class Checkpointing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpointing.class);
    private static final Duration LAST_WRITE = Duration.ofMinutes(5);

    private final TrainerSettings settings;
    private final CheckpointWriter writer;
    private final CheckpointSchedule schedule;
    private final Retirement retirement;
    private final OpenJournal journal;
    private final Learner learner;
    private final TrainerFigures figures;
    private final Time time;
    private long announcedStep;

    Checkpointing(
            TrainerSettings settings,
            CheckpointDirectories directories,
            Retirement retirement,
            OpenJournal journal,
            Learner learner,
            TrainerFigures figures,
            Time time) {
        this.settings = settings;
        this.writer = new CheckpointWriter(directories, settings.student());
        this.retirement = retirement;
        this.journal = journal;
        this.learner = learner;
        this.figures = figures;
        this.time = time;
        this.announcedStep =
                journal.newest().map(newest -> newest.checkpoint().getStep()).orElse(-1L);
        this.schedule = new CheckpointSchedule(settings.checkpoint(), time, announcedStep);
    }

    /** Announces a checkpoint whose files have become durable, and begins the next if it is due. */
    void advance() {
        writer.take(Duration.ZERO).ifPresent(this::conclude);
        if (writer.isIdle() && schedule.isDue(learner.step())) {
            begin();
        }
    }

    /**
     * Makes sure that the last step is in an announced checkpoint.
     *
     * @throws TrainerException CHECKPOINT_FAILED if that cannot be written; the journal is committed all the same
     */
    void writeLast() {
        writer.take(LAST_WRITE).ifPresent(this::conclude);
        if (writer.isIdle() && schedule.hasStepped(learner.step())) {
            begin();
            writer.take(LAST_WRITE).ifPresent(this::conclude);
        }
        journal.commit(Optional.empty());
        if (announcedStep < learner.step()) {
            throw new TrainerException(
                    Reason.CHECKPOINT_FAILED,
                    "no checkpoint of step " + learner.step() + " could be written below " + settings.checkpoints()
                            + ": " + figures.checkpointFailure().orElse("it took too long"));
        }
    }

    @Override
    public void close() {
        writer.close();
    }

    private void begin() {
        writer.begin(CheckpointDraft.of(learner, journal.tail(), journal.next()));
        schedule.begun(learner.step());
    }

    private void conclude(Outcome outcome) {
        outcome.<Runnable>match(written -> () -> announce(written), failed -> () -> report(failed))
                .run();
    }

    private void announce(Outcome.Written written) {
        List<AnnouncedCheckpoint> retired = retirement.dueWithOneMore();
        journal.commit(Optional.of(new Announcement(written.checkpoint(), retired, time.now())));
        AnnouncedCheckpoint announced = journal.newest().orElseThrow();
        announcedStep = announced.checkpoint().getStep();
        retirement.announced(announced, retired);
        figures.announced(announced.checkpoint());
        LOG.atInfo()
                .addKeyValue("student", settings.student())
                .addKeyValue("checkpoint", announced.checkpoint().getId())
                .addKeyValue("step", announcedStep)
                .log("checkpoint announced");
    }

    private void report(Outcome.Failed failed) {
        schedule.failed(announcedStep);
        figures.checkpointFailed(failed.reason());
        LOG.atError()
                .addKeyValue("student", settings.student())
                .addKeyValue("step", failed.step())
                .addKeyValue("directory", settings.checkpoints())
                .addKeyValue("reason", failed.reason())
                .log("checkpoint could not be written; as long as training goes on, the next one is tried when due");
    }
}
