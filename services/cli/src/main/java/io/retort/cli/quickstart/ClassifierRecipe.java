package io.retort.cli.quickstart;

import io.retort.cli.settings.Configuration;
import io.retort.learning.labelspace.ClassSet;
import io.retort.teacher.Teacher;
import io.retort.teacher.encoder.ZeroShotEncoder;
import io.retort.teacher.encoder.ZeroShotSettings;
import java.io.PrintWriter;
import java.util.Optional;

/** A sentence encoder, as a zero-shot classifier, into a text classifier. */
final class ClassifierRecipe implements Recipe {

    private final ClassSet classes;
    private final PrintWriter out;

    ClassifierRecipe(ClassSet classes, PrintWriter out) {
        this.classes = classes;
        this.out = out;
    }

    @Override
    public long generatedPrompts() {
        return 20_000;
    }

    @Override
    public long mostWaiting() {
        return 500;
    }

    @Override
    public Optional<TeacherOnDemand.TeacherLoader> askedTeacher() {
        return Optional.of(this::openTeacher);
    }

    @Override
    public Teacher openTeacher() {
        return ZeroShotEncoder.open(classes, ZeroShotSettings.standard());
    }

    @Override
    public Question question() {
        return Question.ofClassifier();
    }

    @Override
    public Configuration applyTo(Configuration standard) {
        return standard;
    }

    @Override
    public void conclude(Run run, Session.End end, Teacher teacher) throws Exception {
        Summary summary = new Conclusion(run, classes, teacher).summary(end);
        SummaryFile.write(summary, run.directory().summary());
        new SummaryText(out).print(summary, run.directory().path());
    }
}
