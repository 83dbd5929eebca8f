package io.retort.server.model;

import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.huggingface.TokenStream;
import io.retort.learning.language.Decoding;
import io.retort.learning.language.DecodingOutcome;
import io.retort.learning.language.FinishReason;
import io.retort.learning.language.GeneratedSequence;
import io.retort.learning.language.LanguageModel;
import io.retort.learning.language.SamplingSettings;
import io.retort.learning.language.TokenText;
import io.retort.server.generation.Finish;
import io.retort.server.generation.TextGenerator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes with a language model in memory. Used by one thread at a time. */
final class DecodingGenerator implements TextGenerator {

    private final ModelDirectory directory;
    private final LanguageModel model;
    private final Decoding decoding;
    private final Map<Long, GeneratedSequence> sequences = new HashMap<>();
    private final Map<GeneratedSequence, Long> numbers = new HashMap<>();
    private long joined;

    /**
     * @param directory of which the tokenizer is used; owned
     * @param model owned
     */
    DecodingGenerator(ModelDirectory directory, LanguageModel model) {
        this.directory = directory;
        this.model = model;
        this.decoding = new Decoding(
                model, new HashSet<>(directory.endTokens()), () -> new StreamedText(directory.tokenizer().stream()));
    }

    private record StreamedText(TokenStream stream) implements TokenText {

        @Override
        public String next(int token) {
            return stream.next(token);
        }

        @Override
        public String rest() {
            return stream.end();
        }
    }

    @Override
    public long join(int[] prompt, SamplingSettings settings) {
        GeneratedSequence sequence = decoding.begin(prompt, settings);
        long number = ++joined;
        sequences.put(number, sequence);
        numbers.put(sequence, number);
        return number;
    }

    @Override
    public List<Written> step() {
        return decoding.step().stream().map(this::written).toList();
    }

    @Override
    public void leave(long text) {
        @Nullable GeneratedSequence sequence = sequences.remove(text);
        if (sequence != null) {
            numbers.remove(sequence);
            decoding.leave(sequence);
        }
    }

    @Override
    public void close() {
        decoding.close();
        model.close();
        directory.close();
    }

    private Written written(DecodingOutcome outcome) {
        Optional<Finish> finish =
                outcome.match(continued -> Optional.empty(), finished -> Optional.of(finish(finished.reason())));
        Long number = finish.isEmpty() ? numbers.get(outcome.sequence()) : numbers.remove(outcome.sequence());
        if (number == null) {
            throw new IllegalStateException("a sequence that has not joined");
        }
        if (finish.isPresent()) {
            sequences.remove(number);
        }
        return new Written(number, outcome.text(), finish);
    }

    private static Finish finish(FinishReason reason) {
        return switch (reason) {
            case STOP_TOKEN, STOP_TEXT -> Finish.STOP;
            case LENGTH -> Finish.LENGTH;
        };
    }
}
