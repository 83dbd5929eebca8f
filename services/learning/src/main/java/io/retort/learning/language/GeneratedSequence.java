package io.retort.learning.language;

import java.util.Arrays;
import java.util.Set;

/** A prompt and the tokens that were written behind it. Belongs to one {@link Decoding}. */
public final class GeneratedSequence {

    private final SamplingSettings settings;
    private final TokenText text;
    private final StopTexts stops;
    private final CachedSequence cached;
    private final int[] tokens;
    private int count;

    /** @param most tokens behind the prompt, which the context has place for */
    GeneratedSequence(SamplingSettings settings, TokenText text, CachedSequence cached, int most) {
        this.settings = settings;
        this.text = text;
        this.cached = cached;
        stops = new StopTexts(settings.stops());
        tokens = new int[most];
    }

    /** A copy of the tokens so far, without the prompt's, with the one that ended it. */
    public int[] tokens() {
        return Arrays.copyOf(tokens, count);
    }

    SamplingSettings settings() {
        return settings;
    }

    CachedSequence cached() {
        return cached;
    }

    /** The random number for the next token. */
    double uniform() {
        return settings.uniform(count);
    }

    DecodingOutcome accept(int token, Set<Integer> stopTokens) {
        tokens[count++] = token;
        cached.append(token);
        if (stopTokens.contains(token)) {
            return finished(FinishReason.STOP_TOKEN, stops.after(text.rest()));
        }
        String certain = stops.after(text.next(token));
        if (stops.met()) {
            return new DecodingOutcome.Finished(this, FinishReason.STOP_TEXT, certain);
        }
        if (count == tokens.length) {
            return finished(FinishReason.LENGTH, certain + stops.after(text.rest()));
        }
        return new DecodingOutcome.Continued(this, token, certain);
    }

    private DecodingOutcome finished(FinishReason reason, String certain) {
        return new DecodingOutcome.Finished(this, reason, certain + stops.rest());
    }
}
