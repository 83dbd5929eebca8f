package io.retort.trainer.settings;

/** What decides which labels make up a batch. */
public enum BatchingMode {
    /** A batch takes what came. It is not promised to repeat by itself: the journal records it. */
    ARRIVAL,
    /**
     * A batch takes a fixed quota from each partition in turn and is never cut by time: composition is a function of the
     * log, so a run that was killed equals one that was not.
     */
    LOG_ORDER
}
