package io.retort.server.model;

import io.retort.learning.language.SamplingSettings;
import io.retort.schemas.record.LabelSpaceReference;
import io.retort.server.generation.DecodingThread;
import io.retort.server.generation.Finish;
import io.retort.server.generation.Generation;
import io.retort.server.generation.GenerationAdmission;
import io.retort.server.generation.GenerationListener;
import io.retort.server.generation.ModelText;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;

/**
 * A causal language model and the thread it writes on.
 *
 * @param contextLength most tokens of a prompt and its answer together
 */
record ServedDecoding(LabelSpaceReference labelSpace, int contextLength, ModelText text, DecodingThread thread)
        implements ServedLanguageModel {

    private static final int WARM_UP_TOKENS = 4;

    @Override
    public String kind() {
        return LanguageModelFiles.KIND;
    }

    @Override
    public GenerationAdmission generate(Generation generation, Runnable release) {
        return thread.submit(generation, release);
    }

    /** Writes a little, alone and in company. */
    @Override
    public void warmUp() {
        int tokens = Math.min(WARM_UP_TOKENS, contextLength - 1);
        Generation.Prompt prompt = new Generation.Prompt(new int[] {0}, SamplingSettings.greedy(tokens));
        for (int company = 1; company <= 2; company++) {
            Outcome outcome = new Outcome(new CompletableFuture<>());
            thread.submit(new Generation(Collections.nCopies(company, prompt), outcome), () -> {});
            if (!outcome.whole().join()) {
                throw new IllegalStateException("it cannot write");
            }
        }
    }

    @Override
    public void close() {
        thread.close();
    }

    /** Whether a text was written; what it says is nobody's business. */
    private record Outcome(CompletableFuture<Boolean> whole) implements GenerationListener {

        @Override
        public void wrote(int prompt, String piece) {}

        @Override
        public void finished(int prompt, Finish why, int tokens) {}

        @Override
        public void completed() {
            whole.complete(true);
        }

        @Override
        public void failed() {
            whole.complete(false);
        }
    }
}
