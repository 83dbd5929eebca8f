package io.retort.server.generation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What is counted of all language models' writing. */
public final class GenerationMetrics {

    private final AtomicInteger waiting;
    private final AtomicInteger writing;
    private final Counter refused;
    private final Counter promptTokens;
    private final Counter tokens;
    private final Timer firstToken;

    public GenerationMetrics(MeterRegistry meters) {
        waiting = new AtomicInteger();
        writing = new AtomicInteger();
        Gauge.builder("retort.server.generation.waiting", waiting, AtomicInteger::get)
                .description("Prompts that wait to be answered")
                .register(meters);
        Gauge.builder("retort.server.generation.texts", writing, AtomicInteger::get)
                .description("Texts that are being written")
                .register(meters);
        refused = Counter.builder("retort.server.generation.refused")
                .description("Requests for texts refused because too much waited already")
                .register(meters);
        promptTokens = Counter.builder("retort.server.generation.prompt.tokens")
                .description("Tokens of prompts read")
                .register(meters);
        tokens = Counter.builder("retort.server.generation.tokens")
                .description("Tokens written")
                .register(meters);
        firstToken = Timer.builder("retort.server.generation.first.token")
                .description("Time from a request's admission to the first token of each of its texts")
                .register(meters);
    }

    void refused() {
        refused.increment();
    }

    void waits(int prompts) {
        waiting.addAndGet(prompts);
    }

    void writes(int texts) {
        writing.addAndGet(texts);
    }

    void joined(int tokensOfPrompt) {
        promptTokens.increment(tokensOfPrompt);
    }

    void drew(RunningText text) {
        tokens.increment();
        if (text.tokens() == 1) {
            firstToken.record(
                    Duration.ofNanos(System.nanoTime() - text.request().since()));
        }
    }
}
