package io.retort.learning.huggingface;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tokenizes a rendered chat: added tokens are those that the template wrote. Where no message holds the text of one, the ids are
 * those that the reference gives for the rendered text, as it is given to it whole. Where one does, the text between the
 * template's own added tokens goes through the tokenizer that has none.
 */
final class ChatEncoding {

    /** Texts that a tokenizer which treats the beginning of a text otherwise than what follows an added token tells apart. */
    private static final List<String> PROBES = List.of("a", " a", "\na b", "1 ");

    private final Tokenizer tokenizer;

    ChatEncoding(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    PlacedTokens encode(LocatedText chat) throws RefusedChatException {
        PlacedTokens whole = tokenizer.encodeTemplate(chat.text());
        List<Integer> own = new ArrayList<>();
        boolean isTyped = false;
        for (int i = 0; i < whole.ids().length; i++) {
            if (tokenizer.isAdded(whole.ids()[i])) {
                int begin = whole.begins()[i];
                int end = whole.ends()[i];
                boolean isOwn = !chat.hasContentWithin(begin, end);
                if (isOwn) {
                    own.add(i);
                } else if (!chat.isWithinContent(begin, end)) {
                    throw new RefusedChatException("a special token made of the template's text and a message's");
                }
                isTyped |= !isOwn;
            }
        }
        return isTyped ? encodeBetween(chat.text(), whole, own) : whole;
    }

    private PlacedTokens encodeBetween(String text, PlacedTokens whole, List<Integer> own) throws RefusedChatException {
        TokenList tokens = new TokenList();
        int begin = 0;
        for (int index : own) {
            requireIndependence(whole.ids()[index], text.substring(whole.begins()[index], whole.ends()[index]));
            tokens.addAll(tokenizer.encodePlain(text.substring(begin, whole.begins()[index])), begin);
            tokens.add(whole, index);
            begin = whole.ends()[index];
        }
        tokens.addAll(tokenizer.encodePlain(text.substring(begin)), begin);
        return tokens.toTokens();
    }

    /** That a text behind an added token is tokenized as a text by itself. */
    private void requireIndependence(int id, String content) throws RefusedChatException {
        for (String probe : PROBES) {
            TokenList apart = new TokenList();
            PlacedTokens together = tokenizer.encodeTemplate(content + probe);
            apart.add(together, 0);
            apart.addAll(tokenizer.encodePlain(probe), 0);
            if (together.ids()[0] != id
                    || !Arrays.equals(together.ids(), apart.toTokens().ids())) {
                throw new RefusedChatException(
                        "a special token's text in a message, with a tokenizer that reads a text behind a special token otherwise than a text by itself");
            }
        }
    }
}
