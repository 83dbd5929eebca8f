package io.retort.cli;

import io.retort.trainer.TrainerException;

/** What the process ends with. Scripts rely on them. */
public enum ExitCode {
    OK(0, "done"),
    FAILED(1, "failed, or a comparison found a difference"),
    USAGE(2, "wrong usage, settings or input; nothing was done"),
    FENCED(3, "another instance of the same name has taken over"),
    JOURNAL_BROKEN(4, "the student's journal has a hole or a broken chain"),
    LABELS_GONE(5, "labels that have to be learned are no longer in the topic"),
    DIVERGED(6, "a repeated step gave another result than the journal records");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    /** In a few words, for the help. */
    public String meaning() {
        return meaning;
    }

    static ExitCode of(TrainerException.Reason reason) {
        return switch (reason) {
            case JOURNAL_BROKEN -> JOURNAL_BROKEN;
            case LABELS_GONE -> LABELS_GONE;
            case DIVERGED -> DIVERGED;
            case TOPIC_CHANGED, NO_CHECKPOINT, LABEL_SPACE_UNKNOWN, CLUSTER_UNFIT, CHECKPOINT_FAILED -> FAILED;
        };
    }
}
