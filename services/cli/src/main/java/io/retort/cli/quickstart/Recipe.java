package io.retort.cli.quickstart;

import io.retort.cli.settings.Configuration;
import io.retort.teacher.Teacher;
import java.io.IOException;
import java.util.Optional;

/** What a quickstart distils: which teacher, what kind of student, and how the two are held against each other. */
interface Recipe {

    /** How many prompts the generator makes for a run, unless the user says it. */
    long generatedPrompts();

    /** Prompts in the topic that may have no label yet: so few that none is old, enough for the teacher never to wait. */
    long mostWaiting();

    /** A teacher, loaded; whoever asks for it closes it. */
    Teacher openTeacher() throws IOException;

    /** Loads a teacher for the page to ask; empty where the page has no question for one. */
    Optional<TeacherOnDemand.TeacherLoader> askedTeacher();

    /** What the student may be asked over the API. */
    Question question();

    /** The configuration with what this recipe decides of trainer, gate and student. */
    Configuration applyTo(Configuration standard);

    /**
     * Holds the student against its teacher, writes {@code summary.json}, and tells the user.
     *
     * @param teacher the run's
     */
    void conclude(Run run, Session.End end, Teacher teacher) throws Exception;
}
