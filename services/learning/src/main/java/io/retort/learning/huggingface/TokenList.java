package io.retort.learning.huggingface;

import java.util.stream.IntStream;

/** Tokens put together from several texts. */
final class TokenList {

    private final IntStream.Builder ids = IntStream.builder();
    private final IntStream.Builder begins = IntStream.builder();
    private final IntStream.Builder ends = IntStream.builder();

    /** @param offset where the tokens' text begins */
    void addAll(PlacedTokens tokens, int offset) {
        for (int i = 0; i < tokens.ids().length; i++) {
            ids.add(tokens.ids()[i]);
            begins.add(tokens.begins()[i] + offset);
            ends.add(tokens.ends()[i] + offset);
        }
    }

    void add(PlacedTokens tokens, int index) {
        ids.add(tokens.ids()[index]);
        begins.add(tokens.begins()[index]);
        ends.add(tokens.ends()[index]);
    }

    PlacedTokens toTokens() {
        return new PlacedTokens(
                ids.build().toArray(), begins.build().toArray(), ends.build().toArray());
    }
}
