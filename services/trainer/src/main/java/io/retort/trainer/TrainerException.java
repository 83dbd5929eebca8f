package io.retort.trainer;

/** The trainer cannot go on by itself. The reason tells what a person has to decide. */
public final class TrainerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why a trainer stops; its name in lower case stands in logs and metrics. */
    public enum Reason {
        /** The journal has a hole, a broken chain, or ends elsewhere than its pointer says. */
        JOURNAL_BROKEN,
        /** Labels that have to be learned, or learned again, are no longer in the topic. */
        LABELS_GONE,
        /** A repeated step gave another result than the journal records. */
        DIVERGED,
        /** The soft-labels topic is not the one this student has learned from. */
        TOPIC_CHANGED,
        /** No announced checkpoint of this student has intact files. */
        NO_CHECKPOINT,
        /** Which label space the student is for cannot be told. */
        LABEL_SPACE_UNKNOWN,
        /** The cluster lacks what exactly-once needs. */
        CLUSTER_UNFIT,
        /** The last checkpoint could not be written. */
        CHECKPOINT_FAILED
    }

    private final Reason reason;

    public TrainerException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public TrainerException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
