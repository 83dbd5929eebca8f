package io.retort.platform.lifecycle;

/** Where a service stands in its life. */
public enum ServiceState {
    /** Made, not yet run. */
    NEW,
    /** Getting ready: fencing, restoring, loading. */
    STARTING,
    /** Doing its work. */
    RUNNING,
    /** Asked to stop, or at its end: finishing what is begun. */
    STOPPING,
    /** Ended as it should. */
    STOPPED,
    /** Ended by an error. */
    FAILED;

    /** Whether {@code next} may follow this state. A service that has ended is not run again. */
    public boolean canBecome(ServiceState next) {
        return switch (this) {
            case NEW -> next == STARTING || next == STOPPING || next == FAILED;
            case STARTING -> next == RUNNING || next == STOPPING || next == FAILED;
            case RUNNING -> next == STOPPING || next == FAILED;
            case STOPPING -> next == STOPPED || next == FAILED;
            case STOPPED, FAILED -> false;
        };
    }
}
