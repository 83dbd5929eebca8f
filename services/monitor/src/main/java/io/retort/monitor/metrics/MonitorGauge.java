package io.retort.monitor.metrics;

import java.util.List;

/** The monitor's gauges: names, tags and meanings that stay. What has no value now is not shown, or is NaN. */
public enum MonitorGauge {
    BROKER_REACHABLE("retort.monitor.broker.reachable", "1 if the broker answers, else 0"),
    INSTANCES("retort.monitor.instances", "Instances of the monitor that share the work"),
    DROPPED_RECORDS(
            "retort.monitor.dropped.records", "Records too late for their window, over the history and all instances"),
    STREAMS_DROPPED_RECORDS(
            "retort.monitor.streams.dropped.records", "Records that Kafka Streams itself has dropped in this instance"),
    PROMPTS_RATE("retort.monitor.prompts.per.second", "Prompts a second in the newest whole windows"),
    PROMPTS_BYTES_RATE("retort.monitor.prompts.bytes.per.second", "Bytes of prompts a second"),
    TEACHER_LABELS_RATE("retort.monitor.teacher.labels.per.second", "Labels a second", "teacher"),
    TEACHER_TOKENS_RATE("retort.monitor.teacher.tokens.per.second", "Tokens a second", "teacher"),
    TEACHER_BYTES_RATE("retort.monitor.teacher.bytes.per.second", "Bytes of labels a second", "teacher"),
    TEACHER_CALLS_RATE("retort.monitor.teacher.calls.per.second", "Prompts asked a second", "teacher"),
    TEACHER_DRIFT(
            "retort.monitor.teacher.drift",
            "Jensen-Shannon divergence, in bits, of the newest window's labels from the ten minutes before",
            "teacher"),
    TEACHER_LAG("retort.monitor.teacher.lag", "Offsets of prompts the teacher has left", "teacher"),
    STUDENT_STEPS_RATE("retort.monitor.student.steps.per.second", "Training steps a second", "student"),
    STUDENT_LABELS_RATE("retort.monitor.student.labels.per.second", "Labels learned a second", "student"),
    STUDENT_POSITIONS_RATE(
            "retort.monitor.student.positions.per.second", "Distributions in the labels learned a second", "student"),
    STUDENT_REFUSED_RATE("retort.monitor.student.refused.per.second", "Labels refused a second", "student"),
    STUDENT_REPEATS_RATE(
            "retort.monitor.student.repeats.per.second", "Labels a second whose input was seen before", "student"),
    STUDENT_LOSS("retort.monitor.student.loss", "Prequential loss of the newest window, nats a position", "student"),
    STUDENT_AGREEMENT("retort.monitor.student.agreement", "Prequential agreement of the newest window", "student"),
    STUDENT_CROSS_ENTROPY(
            "retort.monitor.student.cross.entropy",
            "Prequential cross-entropy of the newest window, nats a token",
            "student"),
    STUDENT_ACCEPTANCE(
            "retort.monitor.student.acceptance", "Prequential acceptance of drafts in the newest window", "student"),
    STUDENT_LAG("retort.monitor.student.lag", "Offsets of soft labels the trainer has left", "student"),
    STUDENT_HELD("retort.monitor.student.held", "1 if the gate decides nothing until it is released", "student"),
    STUDENT_CHECKPOINT_STEP("retort.monitor.student.checkpoint.step", "Step of the newest checkpoint", "student"),
    STUDENT_LIVE_STEP("retort.monitor.student.live.step", "Step of the checkpoint that is served", "student"),
    STUDENT_DECISIONS("retort.monitor.student.decisions", "Decisions on what is served", "student", "action"),
    FRESHNESS_NEWEST(
            "retort.monitor.freshness.newest.seconds", "From arrival to promotion, newest promotion", "student"),
    FRESHNESS("retort.monitor.freshness.seconds", "From arrival to promotion, over the history", "student", "quantile"),
    CLASS_AGREEMENT("retort.monitor.class.agreement", "Agreement by the teacher's class", "student", "class"),
    CLASS_LABELS("retort.monitor.class.labels", "Novel labels by the teacher's class", "student", "class"),
    CONFUSION_LABELS(
            "retort.monitor.confusion.labels",
            "Labels of the worst confusions",
            "student",
            "teacher_class",
            "student_class"),
    DEAD_LETTERS("retort.monitor.dead.letters", "Dead letters over the history", "stage", "reason");

    private final String meter;
    private final String description;
    private final List<String> tags;

    MonitorGauge(String meter, String description, String... tags) {
        this.meter = meter;
        this.description = description;
        this.tags = List.of(tags);
    }

    /** Its name with dots; Prometheus has underscores. */
    public String meter() {
        return meter;
    }

    public String description() {
        return description;
    }

    /** The keys of its tags. */
    public List<String> tags() {
        return tags;
    }
}
