package io.retort.cli.quickstart;

import io.retort.cli.compare.Comparer;
import io.retort.cli.compare.Comparison;
import io.retort.learning.classifier.TextClassifierPredictor;
import io.retort.learning.labelspace.ClassSet;
import io.retort.producer.source.PromptContent;
import io.retort.schemas.topic.Topic;
import io.retort.teacher.Teacher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Counts what the topics hold and holds the newest checkpoint against its teacher. */
final class Conclusion {

    private static final String MODEL = "model.safetensors";
    private static final String TEACHER_WEIGHTS = "/all-minilm-l6-v2-q.onnx";

    private final Run run;
    private final ClassSet classes;
    private final Teacher teacher;

    Conclusion(Run run, ClassSet classes, Teacher teacher) {
        this.run = run;
        this.classes = classes;
        this.teacher = teacher;
    }

    Summary summary(Session.End end) throws Exception {
        Figures figures = end.figures();
        Optional<Path> checkpoint = run.newestCheckpoint(end);
        Optional<Comparison> heldOut = Optional.empty();
        if (checkpoint.isPresent() && !run.stream().heldOut().isEmpty()) {
            heldOut = Optional.of(new Comparer(teacher, classes, TextClassifierPredictor.load(checkpoint.get()))
                    .compare(run.stream().heldOut().stream()
                            .filter(prompt -> !prompt.isChat())
                            .map(PromptContent::text)
                            .toList()));
        }
        return new Summary(
                run.count(Topic.PROMPTS),
                run.count(Topic.SOFT_LABELS),
                run.count(Topic.DEAD_LETTERS),
                figures.step(),
                figures.checkpoints(),
                figures.prequentialLoss(),
                figures.prequentialAgreement(),
                figures.labels() / end.labellingSeconds(),
                run.seconds(),
                end.complete(),
                checkpoint,
                checkpoint.isPresent() ? Files.size(checkpoint.get().resolve(MODEL)) : 0,
                teacherBytes(),
                heldOut);
    }

    private static long teacherBytes() throws Exception {
        var weights = Conclusion.class.getResource(TEACHER_WEIGHTS);
        return weights == null ? 0 : weights.openConnection().getContentLengthLong();
    }
}
