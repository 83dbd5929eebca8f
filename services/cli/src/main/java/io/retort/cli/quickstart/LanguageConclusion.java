package io.retort.cli.quickstart;

import io.retort.cli.language.HeldOutStudy;
import io.retort.cli.language.LabelledTokenCounts;
import io.retort.cli.language.LoadedModel;
import io.retort.cli.language.TeacherTexts;
import io.retort.cli.topics.TopicScan;
import io.retort.learning.student.TokenSequence;
import io.retort.producer.source.PromptContent;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.serde.RecordCodec;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.teacher.Teacher;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts what the topics hold and holds the newest checkpoint, and the student it began as, against their teacher. */
final class LanguageConclusion {

    private static final int MOST_HELD_OUT = 64;

    private final Run run;
    private final LanguageModels models;
    private final Teacher teacher;

    LanguageConclusion(Run run, LanguageModels models, Teacher teacher) {
        this.run = run;
        this.models = models;
        this.teacher = teacher;
    }

    LanguageSummary summary(Session.End end) throws Exception {
        LabelledTokenCounts labels = labels();
        Optional<Path> checkpoint = run.newestCheckpoint(end);
        Optional<HeldOutStudy.Findings> findings = Optional.empty();
        if (checkpoint.isPresent()) {
            findings = findings(checkpoint.get(), labels);
        }
        return new LanguageSummary(
                run.count(Topic.PROMPTS),
                run.count(Topic.SOFT_LABELS),
                run.count(Topic.DEAD_LETTERS),
                labels.positions(),
                end,
                run.seconds(),
                checkpoint,
                checkpoint.isPresent() ? LoadedModel.weightBytes(checkpoint.get()) : 0,
                LoadedModel.weightBytes(models.teacher()),
                findings.map(HeldOutStudy.Findings::figures),
                findings.map(HeldOutStudy.Findings::answers).orElse(List.of()));
    }

    private Optional<HeldOutStudy.Findings> findings(Path checkpoint, LabelledTokenCounts labels) throws Exception {
        List<PromptContent> heldOut = run.stream().heldOut();
        List<TokenSequence> texts =
                TeacherTexts.of(teacher, heldOut.subList(0, Math.min(MOST_HELD_OUT, heldOut.size())));
        return texts.isEmpty()
                ? Optional.empty()
                : Optional.of(new HeldOutStudy(texts, labels).of(models.teacher(), models.firstStudent(), checkpoint));
    }

    private LabelledTokenCounts labels() throws Exception {
        LabelledTokenCounts counts =
                new LabelledTokenCounts(teacher.labelSpace().getSize());
        RecordCodec<SoftLabel> codec = RecordCodecs.softLabel();
        new TopicScan(
                        run.configuration().clients("quickstart"),
                        run.configuration().topics().of(Topic.SOFT_LABELS))
                .read(Map.of(), record -> codec.decode(record.value())
                        .match(
                                label -> {
                                    counts.add(label);
                                    return true;
                                },
                                unreadable -> true));
        return counts;
    }
}
