package io.retort.teacher;

import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.Support;
import io.retort.schemas.record.TeacherIdentity;
import java.util.List;

/**
 * A model that labels prompts. Everything but {@link #label} is fixed for as long as it lives. One thread at a time calls it;
 * how many threads it works on is its own matter.
 */
public interface Teacher extends AutoCloseable {

    /** Who labels; the fingerprint changes with anything that can change a label. */
    TeacherIdentity identity();

    /** What it labels in; {@code announcedAt} has no meaning here. */
    LabelSpace labelSpace();

    /** What its distributions cover of the label space. */
    Support support();

    /** The softmax temperature of its distributions, above 0. */
    float temperature();

    /** How its labels are made, such as {@code zero-shot}. */
    String policy();

    /**
     * Labels prompts. What goes wrong with a prompt, or with the model behind the teacher, is an outcome and never an
     * exception.
     *
     * @param prompts any number, none included, with any text
     * @return an outcome for each, in their order
     * @throws IllegalStateException if the teacher is closed
     */
    List<LabelOutcome> label(List<Prompt> prompts);

    /** Frees the model. Closing twice is harmless. */
    @Override
    void close();
}
