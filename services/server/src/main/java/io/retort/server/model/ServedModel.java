package io.retort.server.model;

import io.retort.schemas.record.LabelSpaceReference;

/** A checkpoint in memory. Safe for use by several threads until it is closed. */
public interface ServedModel extends AutoCloseable {

    /** Kind of student, as its checkpoint says, such as {@code text-classifier}. */
    String kind();

    /** What its answers are distributions over. */
    LabelSpaceReference labelSpace();

    /** Does some work of the kind it is going to do, so that the first request does not pay for what only the first pays. */
    void warmUp();

    /** Gives back its memory; it answers no more. */
    @Override
    void close();
}
