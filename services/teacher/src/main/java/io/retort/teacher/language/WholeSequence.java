package io.retort.teacher.language;

import io.retort.learning.student.TokenSequence;
import io.retort.schemas.label.DrawSeed;
import java.util.List;

/**
 * Tokens that are to be labelled.
 *
 * @param seed of the prompt, for what is drawn
 * @param remarks as in {@link io.retort.teacher.LabelOutcome.Labelled}
 */
record WholeSequence(DrawSeed seed, TokenSequence tokens, List<String> remarks) {

    static WholeSequence of(String promptId, ReadPrompt.Whole whole) {
        return new WholeSequence(DrawSeed.ofPrompt(promptId), whole.tokens(), whole.remarks());
    }

    int length() {
        return tokens.ids().length;
    }

    int positions() {
        return tokens.positions();
    }
}
