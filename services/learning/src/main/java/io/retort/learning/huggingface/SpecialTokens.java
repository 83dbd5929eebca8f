package io.retort.learning.huggingface;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The token ids that {@code config.json} gives a meaning.
 *
 * @param beginning stands before a text
 * @param ends each ends a text; may be empty
 * @param padding fills a batch's shorter rows
 */
public record SpecialTokens(OptionalInt beginning, List<Integer> ends, OptionalInt padding) {

    public SpecialTokens {
        ends = List.copyOf(ends);
    }

    /** All ids that are said. */
    IntStream ids() {
        IntStream optional = IntStream.concat(beginning.stream(), padding.stream());
        return IntStream.concat(optional, ends.stream().mapToInt(Integer::intValue));
    }
}
