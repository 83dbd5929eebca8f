package io.retort.producer.source;

/**
 * What a {@link RecordStream} cut off.
 *
 * @param kind what it is
 * @param bytes the record's, without the line's end; of one too long, its beginning; empty for PENDING and END
 * @param length how many bytes the record has, its line's end included
 */
record Cut(Kind kind, byte[] bytes, long length) {

    enum Kind {
        /** A record. */
        WHOLE,
        /** A record of which only the beginning is kept. */
        TOO_LONG,
        /** The first line of what would be a record if its quote were closed. The next record begins behind this line. */
        UNCLOSED_QUOTE,
        /** No whole record has come yet. */
        PENDING,
        /** No record is left. */
        END
    }

    static final Cut PENDING = new Cut(Kind.PENDING, new byte[0], 0);
    static final Cut END = new Cut(Kind.END, new byte[0], 0);

    boolean isBlank() {
        return kind == Kind.WHOLE && bytes.length == 0;
    }
}
