package io.retort.teacher;

import io.retort.schemas.record.Prompt;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Prompts for tests. */
public final class Prompts {

    private Prompts() {}

    public static Prompt of(String text) {
        return of(0, text);
    }

    public static Prompt of(long index, String text) {
        return new Prompt("prompt-" + index, "test", index, text, null, List.of(), Instant.ofEpochMilli(1_000 + index));
    }

    public static List<Prompt> of(List<String> texts) {
        return IntStream.range(0, texts.size())
                .mapToObj(index -> of(index, texts.get(index)))
                .toList();
    }
}
