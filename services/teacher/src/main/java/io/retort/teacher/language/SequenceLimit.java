package io.retort.teacher.language;

import io.retort.learning.student.TokenSequence;
import io.retort.learning.student.TokenSpan;
import io.retort.teacher.UnlabellableReason;
import java.util.Arrays;
import java.util.List;

/**
 * What is done about too many tokens: what was given to be labelled is cut at the limit, and its label says so; a prompt is
 * never cut, since its response would answer something else, and one that leaves no token for a response is unlabellable.
 *
 * @param longest most tokens of a prompt with its response
 */
record SequenceLimit(int longest) {

    static final String CUT = "cut";

    /** Tokens that are given. What follows the last labelled one decides nothing, and is left out. */
    ReadPrompt whole(int[] tokens, List<TokenSpan> labelled) {
        List<TokenSpan> kept = labelled.stream()
                .filter(span -> span.from() < longest)
                .map(span -> new TokenSpan(span.from(), Math.min(span.to(), longest)))
                .toList();
        if (kept.isEmpty()) {
            return tooLong(tokens.length);
        }
        int end = kept.get(kept.size() - 1).to();
        int wanted = labelled.get(labelled.size() - 1).to();
        return new ReadPrompt.Whole(
                new TokenSequence(Arrays.copyOf(tokens, end), kept), end < wanted ? List.of(CUT) : List.of());
    }

    /** Tokens that a response is to be written behind. */
    ReadPrompt open(int[] tokens, List<TokenSpan> labelled) {
        return tokens.length < longest ? new ReadPrompt.Open(tokens, labelled) : tooLong(tokens.length);
    }

    private ReadPrompt tooLong(int tokens) {
        return new ReadPrompt.Unreadable(
                UnlabellableReason.TOO_LONG,
                tokens + " tokens, of which " + longest + " are read, leave none to label");
    }
}
