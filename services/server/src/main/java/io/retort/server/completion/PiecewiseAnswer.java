package io.retort.server.completion;

import io.retort.server.completion.CompletionAnswer.Usage;
import io.retort.server.completion.CompletionRequest.Streaming;
import io.retort.server.generation.Finish;
import io.retort.server.generation.Generation;
import io.retort.server.generation.GenerationListener;
import io.retort.server.refusal.ErrorBody;
import io.retort.server.refusal.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Passes on what is written, piece by piece. */
public final class PiecewiseAnswer implements GenerationListener {

    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final CompletionAnswer answer;
    private final boolean withUsage;
    private final EventSink events;
    private final int promptTokens;
    private int tokens;

    public PiecewiseAnswer(
            CompletionAnswer answer, List<Generation.Prompt> prompts, Streaming streaming, EventSink events) {
        this.answer = answer;
        this.withUsage = streaming == Streaming.IN_PIECES_WITH_USAGE;
        this.events = events;
        this.promptTokens =
                prompts.stream().mapToInt(prompt -> prompt.tokens().length).sum();
    }

    /** Says who speaks, before anything is said; to be called first. */
    public void introduce(int prompts) {
        for (int prompt = 0; answer.isIntroduced() && prompt < prompts; prompt++) {
            events.send(answer.introduction(prompt, withUsage));
        }
    }

    @Override
    public void wrote(int prompt, String text) {
        events.send(answer.piece(prompt, text, withUsage));
    }

    @Override
    public void finished(int prompt, Finish why, int count) {
        tokens += count;
        events.send(answer.end(prompt, why, withUsage));
    }

    @Override
    public void completed() {
        if (withUsage) {
            events.send(answer.usage(new Usage(promptTokens, tokens)));
        }
        events.send(DONE);
        events.end();
    }

    /** It is too late for a status: the error comes as an event, and what marks a whole answer does not come. */
    @Override
    public void failed() {
        events.send(ErrorBody.json(ErrorCode.INTERNAL, "the server failed; its log says how"));
        events.end();
    }
}
