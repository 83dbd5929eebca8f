package io.retort.producer.source;

/** Takes the text out of a record. */
@FunctionalInterface
interface TextField {

    /** The text in a record, or why there is none. */
    Extraction textOf(String record);

    /** A record that is its text. */
    static TextField wholeRecord() {
        return record -> new Extraction(record, null, "");
    }
}
