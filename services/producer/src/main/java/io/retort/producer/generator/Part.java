package io.retort.producer.generator;

/** Which of the two disjoint halves of the resources a generator draws from. */
enum Part {
    STREAM("stream"),
    HELD_OUT("held-out");

    private final String section;

    Part(String section) {
        this.section = section;
    }

    /** The name of this part's section in a resource file. */
    String section() {
        return section;
    }
}
