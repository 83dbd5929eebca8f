package io.retort.learning.huggingface;

import io.retort.learning.jinja.PythonText;
import io.retort.learning.student.TokenSpan;
import io.retort.schemas.record.ChatRole;
import java.util.ArrayList;
import java.util.List;

/** Finds the tokens of the assistant's turns by where its messages stand in the rendered chat. */
final class AssistantSpans {

    private final Tokenizer tokenizer;
    private final LocatedText chat;
    private final PlacedTokens tokens;

    AssistantSpans(Tokenizer tokenizer, LocatedText chat, PlacedTokens tokens) {
        this.tokenizer = tokenizer;
        this.chat = chat;
        this.tokens = tokens;
    }

    List<TokenSpan> find() {
        List<TokenSpan> spans = new ArrayList<>();
        int next = 1;
        for (LocatedText.Place place : chat.places()) {
            if (place.role() == ChatRole.ASSISTANT) {
                int from = Math.max(next, firstEndingBehind(place.begin()));
                int to = withEndOfTurn(firstBeginningAt(from, place.end()));
                if (to > from) {
                    spans.add(new TokenSpan(from, to));
                    next = to;
                }
            }
        }
        return spans;
    }

    private int firstEndingBehind(int position) {
        int token = 0;
        while (token < tokens.ids().length && tokens.ends()[token] <= position) {
            token++;
        }
        return token;
    }

    private int firstBeginningAt(int from, int position) {
        int token = from;
        while (token < tokens.ids().length && tokens.begins()[token] < position) {
            token++;
        }
        return token;
    }

    /** White space may stand between what is said and the token that ends it: the assistant has to write it, too. */
    private int withEndOfTurn(int to) {
        int token = to;
        while (token < tokens.ids().length && !tokenizer.isAdded(tokens.ids()[token]) && isSpace(token)) {
            token++;
        }
        return token < tokens.ids().length && tokenizer.isAdded(tokens.ids()[token]) ? token + 1 : to;
    }

    private boolean isSpace(int token) {
        String text = chat.text().substring(tokens.begins()[token], tokens.ends()[token]);
        return PythonText.strip(text).isEmpty();
    }
}
