package io.retort.cli.quickstart;

/** Shows how a quickstart comes along. */
interface ProgressDisplay {

    /** Shows the figures, if it is time to. */
    void show(Figures figures);

    /** Shows them for the last time. */
    void finish(Figures figures);
}
