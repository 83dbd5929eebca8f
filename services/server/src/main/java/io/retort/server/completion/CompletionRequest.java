package io.retort.server.completion;

import java.util.List;
import java.util.Optional;

/**
 * What is asked.
 *
 * @param model name of a student; empty where there is one alone
 * @param prompts at least one
 * @param most tokens an answer may have, at least 1; empty to leave it to the server
 * @param sampling how tokens are drawn, for whatever number of them
 * @param streaming whether, and how, the answer comes in pieces
 */
public record CompletionRequest(
        Optional<String> model,
        List<CompletionPrompt> prompts,
        Optional<Integer> most,
        Sampling sampling,
        Streaming streaming) {

    /** How an answer comes. */
    public enum Streaming {
        WHOLE,
        IN_PIECES,
        /** The last piece says how many tokens there were. */
        IN_PIECES_WITH_USAGE
    }

    public CompletionRequest {
        prompts = List.copyOf(prompts);
    }
}
