package io.retort.server.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.retort.server.completion.CompletionAnswer;
import io.retort.server.completion.CompletionRequest;
import io.retort.server.completion.CompletionRequest.Streaming;
import io.retort.server.completion.CompletionRequestReader;
import io.retort.server.completion.CompletionShape;
import io.retort.server.completion.PiecewiseAnswer;
import io.retort.server.completion.PromptTokens;
import io.retort.server.completion.WholeAnswer;
import io.retort.server.generation.Generation;
import io.retort.server.generation.GenerationListener;
import io.retort.server.live.Lease;
import io.retort.server.model.ServedLanguageModel;
import io.retort.server.refusal.ErrorCode;
import io.retort.server.refusal.Refusal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/completions} or {@code POST /v1/chat/completions}. */
final class CompletionHandler implements Handler {

    private final ModelChoice choice;
    private final LimitSettings limits;
    private final int tokens;
    private final CompletionRequestReader reader;
    private final CompletionShape shape;
    private final Executor threads;

    /**
     * @param tokens most of an answer
     * @param threads for what neither the timer nor the thread that writes texts may be kept with
     */
    CompletionHandler(
            ModelChoice choice,
            LimitSettings limits,
            int tokens,
            CompletionRequestReader reader,
            CompletionShape shape,
            Executor threads) {
        this.choice = choice;
        this.limits = limits;
        this.tokens = tokens;
        this.reader = reader;
        this.shape = shape;
        this.threads = threads;
    }

    @Override
    public void handle(Context context) {
        JsonRequest.require(context, limits);
        context.future(() -> JsonRequest.body(context, limits)
                .thenApplyAsync(reader::read, threads)
                .thenCompose(request -> answer(context, request)));
    }

    private CompletableFuture<@Nullable Void> answer(Context context, CompletionRequest request) {
        Lease lease = choice.lease(request.model());
        boolean admitted = false;
        try {
            CompletableFuture<@Nullable Void> answer = answer(context, request, lease);
            admitted = true;
            return answer;
        } finally {
            if (!admitted) {
                lease.close();
            }
        }
    }

    private CompletableFuture<@Nullable Void> answer(Context context, CompletionRequest request, Lease lease) {
        if (!(lease.held().model() instanceof ServedLanguageModel model)) {
            throw new Refusal(
                    ErrorCode.NOT_A_LANGUAGE_MODEL,
                    "model",
                    "the model is of kind " + lease.held().model().kind() + ", which writes no texts");
        }
        List<Generation.Prompt> prompts = new PromptTokens(model, tokens).of(request);
        CompletionAnswer answer = new CompletionAnswer(
                shape, lease.held().student(), lease.held().checkpoint().getId());
        return request.streaming() == Streaming.WHOLE
                ? whole(context, new Asked(lease, model, prompts, answer))
                : pieces(context, request, new Asked(lease, model, prompts, answer));
    }

    private record Asked(
            Lease lease, ServedLanguageModel model, List<Generation.Prompt> prompts, CompletionAnswer answer) {}

    private CompletableFuture<@Nullable Void> whole(Context context, Asked asked) {
        WholeAnswer whole = new WholeAnswer(asked.answer(), asked.prompts(), threads);
        submit(asked, whole);
        return whole.body().thenAcceptAsync(body -> context.status(200).result(body), threads);
    }

    private CompletableFuture<@Nullable Void> pieces(Context context, CompletionRequest request, Asked asked) {
        EventStream events = new EventStream(threads);
        PiecewiseAnswer pieces = new PiecewiseAnswer(asked.answer(), asked.prompts(), request.streaming(), events);
        pieces.introduce(asked.prompts().size());
        Generation generation = submit(asked, pieces);
        events.whenGone(generation::cancel);
        AnswerWriter.useInstead(context, events);
        return CompletableFuture.completedFuture(null);
    }

    private static Generation submit(Asked asked, GenerationListener listener) {
        Generation generation = new Generation(asked.prompts(), listener);
        return asked.model()
                .generate(generation, asked.lease()::close)
                .match(
                        admitted -> generation,
                        full -> {
                            throw new Refusal(
                                    ErrorCode.QUEUE_FULL, full.waiting() + " prompts wait already; try again later");
                        },
                        closed -> {
                            throw new Refusal(ErrorCode.DRAINING, "this server is on its way out; ask another");
                        });
    }
}
