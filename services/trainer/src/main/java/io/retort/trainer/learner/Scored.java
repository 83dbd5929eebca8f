package io.retort.trainer.learner;

import io.retort.learning.student.ExampleScore;
import io.retort.learning.student.StepOutcome;
import io.retort.schemas.record.Choice;
import io.retort.schemas.record.Step;
import io.retort.schemas.record.Tile;
import io.retort.trainer.label.AcceptedLabel;
import java.time.Instant;
import java.util.List;

/** The prequential scores of a step's labels, once over all and once over the novel ones. */
record Scored(ScoreSums all, ScoreSums novel, List<Choice> choices, List<Integer> microBatches) {

    static Scored of(List<AcceptedLabel> labels, StepOutcome outcome, SeenInputs seen) {
        ScoreSums all = new ScoreSums();
        ScoreSums novel = new ScoreSums();
        Choices choices = new Choices();
        for (int i = 0; i < labels.size(); i++) {
            ExampleScore score = outcome.scores().get(i);
            all.add(score);
            if (seen.add(labels.get(i).input())) {
                novel.add(score);
                score.choice().ifPresent(choices::add);
            }
        }
        return new Scored(all, novel, choices.counted(), outcome.microBatches());
    }

    Step toStep(List<Tile> tiles, int rehearsed, long rehearsalSeed, Instant newestArrival) {
        return new Step(
                tiles,
                all.labels(),
                all.positions(),
                all.loss(),
                all.agreed(),
                novel.labels(),
                novel.positions(),
                novel.loss(),
                novel.agreed(),
                novel.tokens(),
                choices,
                microBatches,
                rehearsed,
                rehearsalSeed,
                newestArrival);
    }
}
