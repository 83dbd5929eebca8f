package io.retort.cli.language;

import io.retort.cli.CommandFailed;
import io.retort.learning.student.TokenSequence;
import io.retort.producer.source.PromptContent;
import io.retort.schemas.record.Prompt;
import io.retort.teacher.LabelOutcome;
import io.retort.teacher.Teacher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The teacher's answers to prompts, as tokens: what two models are then asked about. */
public final class TeacherTexts {

    private static final int BATCH = 16;

    private TeacherTexts() {}

    /** In the order of the prompts; those the teacher cannot label are left out. */
    public static List<TokenSequence> of(Teacher teacher, List<PromptContent> prompts) {
        List<TokenSequence> texts = new ArrayList<>();
        for (int from = 0; from < prompts.size(); from += BATCH) {
            List<Prompt> batch = new ArrayList<>();
            for (int i = from; i < Math.min(prompts.size(), from + BATCH); i++) {
                batch.add(prompt(i, prompts.get(i)));
            }
            for (LabelOutcome outcome : teacher.label(batch)) {
                texts.addAll(outcome.match(
                        labelled -> List.of(labelled.tokens()), unlabellable -> List.of(), unavailable -> {
                            throw new CommandFailed("the teacher is unavailable: " + unavailable.message());
                        }));
            }
        }
        return texts;
    }

    private static Prompt prompt(int index, PromptContent content) {
        return new Prompt(
                "held-out-" + index,
                "held-out",
                (long) index,
                content.text(),
                content.response(),
                content.messages(),
                Instant.EPOCH);
    }
}
