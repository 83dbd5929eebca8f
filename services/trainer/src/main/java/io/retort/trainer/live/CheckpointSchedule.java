package io.retort.trainer.live;

import io.retort.platform.time.Time;
import io.retort.trainer.settings.CheckpointSettings;

/** When the next checkpoint is due. */
final class CheckpointSchedule {

    private final CheckpointSettings settings;
    private final Time time;
    private long lastStep;
    private long lastTime;

    /**
     * @param step of the newest checkpoint
     */
    CheckpointSchedule(CheckpointSettings settings, Time time, long step) {
        this.settings = settings;
        this.time = time;
        begun(step);
    }

    boolean isDue(long step) {
        return hasStepped(step)
                && (step - lastStep >= settings.everySteps()
                        || time.since(lastTime).compareTo(settings.every()) >= 0);
    }

    /** Whether there is a step that no checkpoint holds. */
    boolean hasStepped(long step) {
        return step > lastStep;
    }

    void begun(long step) {
        lastStep = step;
        lastTime = time.nanos();
    }

    /** One could not be written: the step is not in a checkpoint, and the next try comes after the same time again. */
    void failed(long stepBefore) {
        lastStep = stepBefore;
    }
}
