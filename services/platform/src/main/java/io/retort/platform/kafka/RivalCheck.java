package io.retort.platform.kafka;

/**
 * Tells whether a producer that the broker calls fenced has a rival. The broker says the same to one whose transaction it
 * has ended because it took too long, as it does after a machine has slept.
 */
@FunctionalInterface
interface RivalCheck {

    /** Whether another instance has, or may have, taken over; no only where it is known that none has. */
    boolean mayHaveCome();
}
