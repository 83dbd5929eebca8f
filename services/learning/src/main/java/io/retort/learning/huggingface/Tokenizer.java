package io.retort.learning.huggingface;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A model's tokenizer. What a user writes and what a template writes are encoded by two different ones: the text of an added
 * token, such as the end of a turn, is that token only where a template wrote it. Safe for use by several threads.
 */
public final class Tokenizer implements AutoCloseable {

    private final List<String> tokens;
    private final BitSet added;
    private final int[] beginning;
    private final NativeTokenizer withAddedTokens;
    private final NativeTokenizer withoutAddedTokens;

    private Tokenizer(TokenizerFile file, NativeTokenizer withAddedTokens, NativeTokenizer withoutAddedTokens) {
        this.tokens = file.tokens();
        this.added = new BitSet();
        this.beginning = file.beginning();
        file.addedTokens().forEach(token -> added.set(token.id()));
        this.withAddedTokens = withAddedTokens;
        this.withoutAddedTokens = withoutAddedTokens;
    }

    /**
     * Reads {@code tokenizer.json}.
     *
     * @param vocabularySize the model's
     * @throws io.retort.learning.student.UnusableModelException if it is missing or malformed, no byte-pair encoding, has an id
     *     that the model has not, or merges ordinary text to a special token
     */
    public static Tokenizer open(Path directory, int vocabularySize) throws IOException {
        TokenizerFile file = TokenizerFile.read(directory, vocabularySize);
        NativeTokenizer plain = NativeTokenizer.open(file.path(), file.withoutAddedTokens());
        try {
            return new Tokenizer(file, NativeTokenizer.open(file.path(), file.withAddedTokens()), plain);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** A user's text: no token of it is an added one. */
    public TokenizedText encodeText(String text) {
        return WellFormed.fault(text)
                .<TokenizedText>map(TokenizedText.Malformed::new)
                .orElseGet(() -> new TokenizedText.Tokens(withoutAddedTokens.encode(text)));
    }

    /** A user's text that nothing stands before: the tokens by which the model knows a beginning, if it has any, and the text's. */
    public TokenizedText encodeDocument(String text) {
        return encodeText(text).match(tokens -> new TokenizedText.Tokens(begun(tokens.ids())), malformed -> malformed);
    }

    private int[] begun(int[] ids) {
        int[] all = Arrays.copyOf(beginning, beginning.length + ids.length);
        System.arraycopy(ids, 0, all, beginning.length, ids.length);
        return all;
    }

    /**
     * The text of tokens, special ones left out. Bytes that are no UTF-8, as of a character cut in two, are U+FFFD.
     *
     * @throws IllegalArgumentException if an id is not of the vocabulary
     */
    public String decode(int[] ids) {
        return decode(ids, 0, ids.length);
    }

    /** A new decoder for tokens that come one by one. */
    public TokenStream stream() {
        return new TokenStream(this);
    }

    /** The model's, which may be more than there are tokens. */
    public int vocabularySize() {
        return tokens.size();
    }

    /** Of the tokens in the order of their ids, an id without a token counting as an empty one, and of nothing else. */
    public Sha256 fingerprint() {
        return Fingerprints.of(tokens.stream()
                .map(token -> token.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    @Override
    public void close() {
        withAddedTokens.close();
        withoutAddedTokens.close();
    }

    /** What a template wrote: the texts of added tokens are those tokens. */
    PlacedTokens encodeTemplate(String text) {
        return withAddedTokens.encodePlaced(text);
    }

    /** As {@link #encodeText}, of what is known to be Unicode. */
    PlacedTokens encodePlain(String text) {
        return withoutAddedTokens.encodePlaced(text);
    }

    boolean isAdded(int id) {
        return added.get(id);
    }

    String decode(int[] ids, int from, int to) {
        for (int i = from; i < to; i++) {
            if (ids[i] < 0 || ids[i] >= tokens.size()) {
                throw new IllegalArgumentException("token id " + ids[i] + "; allowed: 0 to " + (tokens.size() - 1));
            }
        }
        return withAddedTokens.decode(ids, from, to);
    }
}
