package io.retort.cli.quickstart;

import io.retort.cli.compare.Comparer;
import io.retort.cli.compare.Comparison;
import io.retort.cli.settings.Configuration;
import io.retort.cli.topics.TopicScan;
import io.retort.learning.classifier.TextClassifierPredictor;
import io.retort.learning.labelspace.ClassSet;
import io.retort.schemas.topic.Topic;
import io.retort.teacher.Teacher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Counts what the topics hold and holds the newest checkpoint against its teacher. */
final class Conclusion {

    private static final String MODEL = "model.safetensors";
    private static final String TEACHER_WEIGHTS = "/all-minilm-l6-v2-q.onnx";

    private final Configuration configuration;
    private final QuickstartDirectory directory;
    private final ClassSet classes;
    private final Stream stream;
    private final Teacher teacher;

    Conclusion(
            Configuration configuration,
            QuickstartDirectory directory,
            ClassSet classes,
            Stream stream,
            Teacher teacher) {
        this.configuration = configuration;
        this.directory = directory;
        this.classes = classes;
        this.stream = stream;
        this.teacher = teacher;
    }

    /** @param started {@link System#nanoTime} at the quickstart's start */
    Summary summary(Session.End end, long started) throws Exception {
        Figures figures = end.figures();
        Optional<Path> checkpoint = figures.newestCheckpoint().isEmpty()
                ? Optional.empty()
                : Optional.of(directory.checkpoint(figures.newestCheckpoint()));
        Optional<Comparison> heldOut = Optional.empty();
        if (checkpoint.isPresent() && !stream.heldOut().isEmpty()) {
            heldOut = Optional.of(new Comparer(teacher, classes, TextClassifierPredictor.load(checkpoint.get()))
                    .compare(stream.heldOut()));
        }
        return new Summary(
                count(Topic.PROMPTS),
                count(Topic.SOFT_LABELS),
                count(Topic.DEAD_LETTERS),
                figures.step(),
                figures.checkpoints(),
                figures.prequentialLoss(),
                figures.prequentialAgreement(),
                figures.labels() / end.labellingSeconds(),
                (System.nanoTime() - started) / 1e9,
                end.complete(),
                checkpoint,
                checkpoint.isPresent() ? Files.size(checkpoint.get().resolve(MODEL)) : 0,
                teacherBytes(),
                heldOut);
    }

    private long count(Topic topic) throws Exception {
        return new TopicScan(
                        configuration.clients("quickstart"),
                        configuration.topics().of(topic))
                .count();
    }

    private static long teacherBytes() throws Exception {
        var weights = Conclusion.class.getResource(TEACHER_WEIGHTS);
        return weights == null ? 0 : weights.openConnection().getContentLengthLong();
    }
}
