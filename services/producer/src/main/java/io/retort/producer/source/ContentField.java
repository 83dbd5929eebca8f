package io.retort.producer.source;

/** Takes what a prompt is made of out of a record. */
@FunctionalInterface
interface ContentField {

    /** What is in a record, or why it is nothing for a prompt. */
    Extraction contentOf(String record);

    /** A record that is its text. */
    static ContentField wholeRecord() {
        return Extraction::text;
    }
}
