package io.retort.schemas.serde;

import java.util.function.Function;

/** What became of a record's bytes: the record, or the reason it cannot be read. */
public sealed interface Decoded<T> {

    /** Applies the function for what happened. */
    <R> R match(Function<? super T, ? extends R> read, Function<Unreadable<T>, ? extends R> unreadable);

    /** The bytes were a record of the expected kind. */
    record Read<T>(T value) implements Decoded<T> {

        @Override
        public <R> R match(Function<? super T, ? extends R> read, Function<Unreadable<T>, ? extends R> unreadable) {
            return read.apply(value);
        }
    }

    /**
     * The bytes are not a record of the expected kind, and never will be.
     *
     * @param reason one of the constants of this type
     * @param message what was found and what is expected, for a person; holds no content of the record
     */
    record Unreadable<T>(String reason, String message) implements Decoded<T> {

        /** There is no value, as in a tombstone. */
        public static final String NO_VALUE = "no-value";

        /** The bytes do not begin with the marker of Avro's single-object encoding and a fingerprint. */
        public static final String NOT_AVRO = "not-avro";

        /** The fingerprint is of no schema this release knows: not Retort's, or of a later release. */
        public static final String UNKNOWN_SCHEMA = "unknown-schema";

        /** The schema is one of Retort's, but of another kind of record. */
        public static final String OTHER_RECORD = "other-record";

        /** The bytes after the fingerprint are not what the schema says: cut off, too long, or values out of range. */
        public static final String MALFORMED = "malformed";

        @Override
        public <R> R match(Function<? super T, ? extends R> read, Function<Unreadable<T>, ? extends R> unreadable) {
            return unreadable.apply(this);
        }
    }
}
