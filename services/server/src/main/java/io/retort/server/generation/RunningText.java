package io.retort.server.generation;

import java.util.Optional;

/** An answer that is being written. Used by one thread. */
final class RunningText {

    private final WaitingPrompt of;
    private final ModelText language;
    private final ModelText.TokenText text;
    private final StopText stop;
    private int tokens;

    RunningText(WaitingPrompt of, ModelText language) {
        this.of = of;
        this.language = language;
        this.text = language.begin();
        this.stop = new StopText(of.request().generation().stops());
    }

    RunningRequest request() {
        return of.request();
    }

    int tokens() {
        return tokens;
    }

    /** Takes the next token, and tells of it; whether the answer is over. */
    boolean add(int token) {
        tokens++;
        Optional<Finish> finish = take(token);
        finish.ifPresent(why -> listener().finished(of.index(), why, tokens));
        return finish.isPresent();
    }

    private Optional<Finish> take(int token) {
        if (language.isEnd(token)) {
            tell(rest());
            return Optional.of(Finish.STOP);
        }
        String shown = stop.add(text.add(token));
        boolean last = !stop.isMet() && tokens == of.prompt().most();
        if (last) {
            shown += rest();
        }
        tell(shown);
        if (stop.isMet()) {
            return Optional.of(Finish.STOP);
        }
        return last ? Optional.of(Finish.LENGTH) : Optional.empty();
    }

    private String rest() {
        String shown = stop.add(text.end());
        return stop.isMet() ? shown : shown + stop.end();
    }

    private void tell(String shown) {
        if (!shown.isEmpty()) {
            listener().wrote(of.index(), shown);
        }
    }

    private GenerationListener listener() {
        return request().generation().listener();
    }
}
