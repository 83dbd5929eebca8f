package io.retort.teacher;

import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.Support;
import io.retort.schemas.record.TeacherIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * A teacher without a model: its label is a function of the text's length. It can be told to be unavailable, and remembers
 * what it was asked.
 */
final class ScriptedTeacher implements Teacher {

    static final List<String> CLASSES = List.of("short", "middling", "long");

    private final String id;
    private final LabelSpace labelSpace = new LabelSpace(
            LabelSpaceKind.CLASSES, Fingerprints.ofClasses(CLASSES), CLASSES.size(), CLASSES, Instant.EPOCH);
    private final Queue<Duration> outages = new ArrayDeque<>();
    private final List<List<Prompt>> asked = new ArrayList<>();
    private boolean closed;

    ScriptedTeacher() {
        this("scripted");
    }

    /** @param id decides which others share its work */
    ScriptedTeacher(String id) {
        this.id = id;
    }

    /** The next call finds it unavailable for all but its first prompt; called again, one call more. */
    synchronized void beUnavailable(Duration retryAfter) {
        outages.add(retryAfter);
    }

    /** Whether it has been told to be unavailable in a call that has not come yet. */
    synchronized boolean isTroubled() {
        return !outages.isEmpty();
    }

    /** The batches it was asked for, in order. */
    synchronized List<List<Prompt>> asked() {
        return List.copyOf(asked);
    }

    @Override
    public TeacherIdentity identity() {
        return new TeacherIdentity(id, "1", Fingerprints.ofText("scripted"));
    }

    @Override
    public LabelSpace labelSpace() {
        return labelSpace;
    }

    @Override
    public Support support() {
        return Support.FULL;
    }

    @Override
    public float temperature() {
        return 1;
    }

    @Override
    public String policy() {
        return "scripted";
    }

    @Override
    public synchronized List<LabelOutcome> label(List<Prompt> prompts) {
        if (closed) {
            throw new IllegalStateException("the teacher is closed");
        }
        asked.add(List.copyOf(prompts));
        Duration outage = outages.poll();
        List<LabelOutcome> outcomes = new ArrayList<>();
        for (Prompt prompt : prompts) {
            outcomes.add(outage != null && !outcomes.isEmpty() ? unavailable(outage) : outcome(prompt.getText()));
        }
        return outcomes;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    /** The label it gives to a text that is not blank. */
    static Distribution labelOf(String text) {
        double length = Math.min(100, text.length());
        double[] scores = {1, length / 20, length / 40};
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score);
        }
        float[] logs = new float[scores.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (float) (scores[i] - Math.log(sum));
        }
        return new Distribution(new int[] {0, 1, 2}, logs, Float.NEGATIVE_INFINITY);
    }

    private static LabelOutcome outcome(String text) {
        return text.isBlank()
                ? new LabelOutcome.Unlabellable(UnlabellableReason.EMPTY_TEXT, "the text is blank")
                : new LabelOutcome.Labelled(labelOf(text));
    }

    private static LabelOutcome unavailable(Duration retryAfter) {
        return new LabelOutcome.Unavailable("scripted", "told to be unavailable", retryAfter);
    }
}
