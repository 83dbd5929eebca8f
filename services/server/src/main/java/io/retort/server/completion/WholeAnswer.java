package io.retort.server.completion;

import io.retort.server.completion.CompletionAnswer.Choice;
import io.retort.server.completion.CompletionAnswer.Usage;
import io.retort.server.generation.Finish;
import io.retort.server.generation.Generation;
import io.retort.server.generation.GenerationListener;
import io.retort.server.refusal.ErrorCode;
import io.retort.server.refusal.Refusal;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Gathers what is written until all of it is. */
public final class WholeAnswer implements GenerationListener {

    private final List<StringBuilder> texts;
    private final TreeMap<Integer, Choice> choices = new TreeMap<>();
    private final CompletableFuture<byte[]> body;
    private final int promptTokens;
    private int tokens;
    private final CompletableFuture<Usage> whole = new CompletableFuture<>();

    /** @param threads make the body */
    public WholeAnswer(CompletionAnswer answer, List<Generation.Prompt> prompts, Executor threads) {
        this.texts = Stream.generate(StringBuilder::new).limit(prompts.size()).toList();
        this.promptTokens =
                prompts.stream().mapToInt(prompt -> prompt.tokens().length).sum();
        this.body = whole.thenApplyAsync(usage -> answer.whole(List.copyOf(choices.values()), usage), threads);
    }

    /** The answer, once it is whole; fails with a {@link Refusal}. */
    public CompletableFuture<byte[]> body() {
        return body;
    }

    @Override
    public void wrote(int prompt, String text) {
        texts.get(prompt).append(text);
    }

    @Override
    public void finished(int prompt, Finish why, int count) {
        choices.put(prompt, new Choice(texts.get(prompt).toString(), why));
        tokens += count;
    }

    @Override
    public void completed() {
        whole.complete(new Usage(promptTokens, tokens));
    }

    @Override
    public void failed() {
        whole.completeExceptionally(new Refusal(ErrorCode.INTERNAL, "the server failed; its log says how"));
    }
}
