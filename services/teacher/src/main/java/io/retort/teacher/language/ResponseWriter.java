package io.retort.teacher.language;

import io.retort.learning.language.Decoding;
import io.retort.learning.language.DecodingOutcome;
import io.retort.learning.language.FinishReason;
import io.retort.learning.language.GeneratedSequence;
import io.retort.learning.language.LanguageModel;
import io.retort.learning.language.SamplingSettings;
import io.retort.learning.language.TokenText;
import io.retort.learning.student.TokenSequence;
import io.retort.learning.student.TokenSpan;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes responses, as many at a time as a budget of tokens has place for: the next joins when one has ended. The same list gives
 * the same responses.
 */
final class ResponseWriter {

    static final String WRITTEN = "written";
    static final String UNFINISHED = "unfinished";

    private final LanguageModel model;
    private final Set<Integer> endTokens;
    private final ResponseSettings settings;
    private final SequenceLimit limit;
    private final TokenBudget budget;

    ResponseWriter(
            LanguageModel model,
            Set<Integer> endTokens,
            ResponseSettings settings,
            SequenceLimit limit,
            TokenBudget budget) {
        this.model = model;
        this.endTokens = endTokens;
        this.settings = settings;
        this.limit = limit;
        this.budget = budget;
    }

    /** Each prompt with its response, the token that ends it included. */
    Map<OpenSequence, ReadPrompt.Whole> write(List<OpenSequence> prompts) {
        Queue<OpenSequence> waiting = new ArrayDeque<>(prompts.stream()
                .sorted(Comparator.comparingInt(OpenSequence::length))
                .toList());
        Map<GeneratedSequence, OpenSequence> running = new IdentityHashMap<>();
        Map<OpenSequence, ReadPrompt.Whole> written = new IdentityHashMap<>();
        try (Decoding decoding = new Decoding(model, endTokens, () -> NO_TEXT)) {
            while (written.size() < prompts.size()) {
                admit(waiting, running, decoding);
                for (DecodingOutcome outcome : decoding.step()) {
                    outcome.<Void>match(continued -> null, finished -> {
                        OpenSequence prompt = running.remove(finished.sequence());
                        if (prompt != null) {
                            written.put(prompt, whole(prompt, finished));
                        }
                        return null;
                    });
                }
            }
        }
        return written;
    }

    private void admit(Queue<OpenSequence> waiting, Map<GeneratedSequence, OpenSequence> running, Decoding decoding) {
        long taken = running.values().stream().mapToLong(this::longest).sum();
        OpenSequence next = waiting.peek();
        while (next != null && (running.isEmpty() || taken + longest(next) <= budget.tokens())) {
            waiting.remove();
            running.put(decoding.begin(next.prompt().tokens(), sampling(next)), next);
            taken += longest(next);
            next = waiting.peek();
        }
    }

    private long longest(OpenSequence prompt) {
        return prompt.length() + (long) maximumTokens(prompt);
    }

    private int maximumTokens(OpenSequence prompt) {
        return Math.min(settings.maximumTokens(), limit.longest() - prompt.length());
    }

    private SamplingSettings sampling(OpenSequence prompt) {
        return new SamplingSettings(settings.temperature(), 1, prompt.seed(), maximumTokens(prompt), List.of());
    }

    private static ReadPrompt.Whole whole(OpenSequence prompt, DecodingOutcome.Finished finished) {
        int[] response = finished.sequence().tokens();
        int[] given = prompt.prompt().tokens();
        int[] tokens = new int[given.length + response.length];
        System.arraycopy(given, 0, tokens, 0, given.length);
        System.arraycopy(response, 0, tokens, given.length, response.length);
        List<TokenSpan> labelled = Stream.concat(
                        prompt.prompt().labelled().stream(), Stream.of(new TokenSpan(given.length, tokens.length)))
                .toList();
        return new ReadPrompt.Whole(
                new TokenSequence(tokens, labelled),
                finished.reason() == FinishReason.LENGTH ? List.of(WRITTEN, UNFINISHED) : List.of(WRITTEN));
    }

    /** Nobody reads along. */
    private static final TokenText NO_TEXT = new TokenText() {
        @Override
        public String next(int token) {
            return "";
        }

        @Override
        public String rest() {
            return "";
        }
    };
}
