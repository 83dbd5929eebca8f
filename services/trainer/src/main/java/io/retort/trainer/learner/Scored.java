package io.retort.trainer.learner;

import io.retort.learning.student.ExampleScore;
import io.retort.schemas.record.Choice;
import io.retort.schemas.record.Step;
import io.retort.schemas.record.Tile;
import io.retort.trainer.label.AcceptedLabel;
import java.time.Instant;
import java.util.List;

/** The prequential scores of a step's labels, summed in their order, once over all and once over the novel ones. */
record Scored(
        int learned, double loss, int agreed, int novel, double novelLoss, int novelAgreed, List<Choice> choices) {

    static Scored of(List<AcceptedLabel> labels, List<ExampleScore> scores, SeenInputs seen) {
        double loss = 0;
        double novelLoss = 0;
        int agreed = 0;
        int novel = 0;
        int novelAgreed = 0;
        Choices choices = new Choices();
        for (int i = 0; i < labels.size(); i++) {
            ExampleScore score = scores.get(i);
            int agrees = score.agrees() ? 1 : 0;
            loss += score.loss();
            agreed += agrees;
            if (seen.add(labels.get(i).input())) {
                novel++;
                novelLoss += score.loss();
                novelAgreed += agrees;
                score.choice().ifPresent(choices::add);
            }
        }
        int learned = labels.size();
        return new Scored(
                learned,
                learned == 0 ? 0 : loss / learned,
                agreed,
                novel,
                novel == 0 ? 0 : novelLoss / novel,
                novelAgreed,
                choices.counted());
    }

    Step toStep(List<Tile> tiles, int rehearsed, long rehearsalSeed, Instant newestArrival) {
        return new Step(
                tiles,
                learned,
                loss,
                agreed,
                novel,
                novelLoss,
                novelAgreed,
                choices,
                rehearsed,
                rehearsalSeed,
                newestArrival);
    }
}
