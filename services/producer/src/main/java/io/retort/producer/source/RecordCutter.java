package io.retort.producer.source;

/** Finds where records end in a stream of bytes. */
enum RecordCutter {
    /** A record ends behind its line feed. */
    LINES {
        @Override
        int endOfRecord(byte[] bytes, int from, int to) {
            return endOfLine(bytes, from, to);
        }
    },

    /**
     * A record ends behind a line feed that is not inside quotes. A quote opens only at a field's beginning; doubled inside
     * quotes, it stands for itself.
     */
    CSV {
        @Override
        int endOfRecord(byte[] bytes, int from, int to) {
            boolean fieldBegins = true;
            boolean quoted = false;
            for (int i = from; i < to; i++) {
                byte b = bytes[i];
                if (quoted) {
                    // A doubled quote closes and opens again: between the two nothing is outside.
                    quoted = b != '"';
                    fieldBegins = !quoted;
                } else if (b == '\n') {
                    return i + 1;
                } else {
                    quoted = b == '"' && fieldBegins;
                    fieldBegins = b == ',';
                }
            }
            return NONE;
        }
    };

    static final int NONE = -1;

    /**
     * The end of the record that begins at {@code from}.
     *
     * @return the index behind the record's line feed, or {@link #NONE} if it does not end before {@code to}
     */
    abstract int endOfRecord(byte[] bytes, int from, int to);

    /** The index behind the first line feed at or after {@code from}, or {@link #NONE}. */
    static int endOfLine(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return NONE;
    }
}
