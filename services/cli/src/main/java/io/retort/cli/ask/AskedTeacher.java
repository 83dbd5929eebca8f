package io.retort.cli.ask;

import io.retort.monitor.ask.AskFailedException;
import io.retort.monitor.ask.AskedModel;
import io.retort.monitor.ask.ModelAnswer;
import io.retort.monitor.ask.ModelAnswer.ClassProbability;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.record.Prompt;
import io.retort.teacher.LabelOutcome;
import io.retort.teacher.Teacher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A teacher in this process, that nobody else uses. */
public final class AskedTeacher implements AskedModel {

    private final Teacher teacher;

    public AskedTeacher(Teacher teacher) {
        this.teacher = teacher;
    }

    @Override
    public synchronized ModelAnswer ask(String text) throws AskFailedException {
        Prompt prompt = new Prompt("asked", "page", 0L, text, null, List.of(), Instant.now());
        LabelOutcome outcome = teacher.label(List.of(prompt)).get(0);
        List<ClassProbability> classes = outcome.match(
                labelled -> classes(labelled.distributions().get(0)), refused -> List.of(), away -> List.of());
        if (classes.isEmpty()) {
            throw new AskFailedException(
                    outcome.<String>match(labelled -> "", refused -> refused.message(), away -> away.message()));
        }
        return new ModelAnswer(teacher.identity().getId(), classes);
    }

    private List<ClassProbability> classes(Distribution distribution) {
        List<String> names = teacher.labelSpace().getNames();
        List<ClassProbability> classes = new ArrayList<>();
        for (int i = 0; i < distribution.ids().length; i++) {
            classes.add(new ClassProbability(
                    names.get(distribution.ids()[i]), Math.exp(distribution.logProbabilities()[i])));
        }
        classes.sort(Comparator.comparingDouble(ClassProbability::probability).reversed());
        return classes;
    }
}
