package io.retort.server.generation;

/** An answer that is being written. Used by one thread. */
final class RunningText {

    private final WaitingPrompt of;
    private int tokens;

    RunningText(WaitingPrompt of) {
        this.of = of;
    }

    RunningRequest request() {
        return of.request();
    }

    int tokens() {
        return tokens;
    }

    /** Tells what a step has brought. */
    void take(TextGenerator.Written written) {
        tokens++;
        GenerationListener listener = request().generation().listener();
        if (!written.piece().isEmpty()) {
            listener.wrote(of.index(), written.piece());
        }
        written.finish().ifPresent(why -> listener.finished(of.index(), why, tokens));
    }
}
