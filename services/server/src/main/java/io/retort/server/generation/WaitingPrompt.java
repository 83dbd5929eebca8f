package io.retort.server.generation;

/**
 * One prompt of a request.
 *
 * @param index its number there
 */
record WaitingPrompt(RunningRequest request, int index) {

    Generation.Prompt prompt() {
        return request.generation().prompts().get(index);
    }
}
