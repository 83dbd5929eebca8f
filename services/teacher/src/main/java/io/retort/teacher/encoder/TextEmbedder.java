package io.retort.teacher.encoder;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tokenizer and encoder as one: texts to embeddings. One thread at a time calls it. */
final class TextEmbedder implements AutoCloseable {

    private final TextTokenizer tokenizer;
    private final SentenceEncoder encoder;

    /** @throws IllegalStateException if the files cannot be loaded */
    TextEmbedder(EncoderFiles files, int threads) {
        stayOffline();
        tokenizer = new TextTokenizer(files);
        try {
            encoder = new SentenceEncoder(files, threads);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    /** @return what became of each text, in their order; if the model fails, of those that could be read */
    List<EmbeddedText> embed(List<String> texts) {
        List<TokenizedText> tokenized = texts.stream().map(tokenizer::tokenize).toList();
        List<long[]> readable = tokenized.stream()
                .flatMap(text -> text.match(tokens -> Stream.of(tokens.ids()), unreadable -> Stream.empty()))
                .toList();
        try {
            Iterator<float[]> embeddings = encoder.embed(readable).iterator();
            return inPlace(tokenized, tokens -> new EmbeddedText.Embedded(embeddings.next()));
        } catch (EncoderFailedException e) {
            return inPlace(tokenized, tokens -> new EmbeddedText.Failed(e));
        }
    }

    @Override
    public void close() {
        encoder.close();
        tokenizer.close();
    }

    // Unless told so, DJL asks the network which machine it is on, and may download what it has already.
    private static void stayOffline() {
        if (System.getProperty("ai.djl.offline") == null) {
            System.setProperty("ai.djl.offline", "true");
        }
    }

    private static List<EmbeddedText> inPlace(
            List<TokenizedText> texts, Function<TokenizedText.Tokens, EmbeddedText> readable) {
        return texts.stream()
                .map(text -> text.<EmbeddedText>match(
                        readable, unreadable -> new EmbeddedText.Unreadable(unreadable.outcome())))
                .toList();
    }
}
