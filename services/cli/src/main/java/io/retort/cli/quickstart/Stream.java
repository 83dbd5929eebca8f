package io.retort.cli.quickstart;

import io.retort.producer.generator.PromptGenerator;
import io.retort.producer.source.FileSource;
import io.retort.producer.source.GeneratorSource;
import io.retort.producer.source.PromptContent;
import io.retort.producer.source.PromptSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What a run streams, and what it keeps from the student.
 *
 * @param source the prompts
 * @param state how far they go
 * @param heldOut prompts that no step sees, at most 2,000
 * @param expected labels to come in this run; {@link Long#MAX_VALUE} where that cannot be told
 */
record Stream(PromptSource source, StreamState state, List<PromptContent> heldOut, long expected) {

    private static final int MOST_HELD_OUT = 2_000;

    /** @param generated prompts of the generator where the settings name no number */
    static Stream of(QuickstartSettings settings, QuickstartDirectory directory, long generated) {
        return settings.input()
                .map(input -> ofInput(settings, input))
                .orElseGet(() -> ofGenerator(settings, directory, generated));
    }

    private static Stream ofGenerator(QuickstartSettings settings, QuickstartDirectory directory, long generated) {
        String id = new GeneratorSource(settings.seed(), 1).id();
        long more = settings.prompts().orElse(generated);
        Optional<StreamState> last = StreamState.read(directory.stream());
        StreamState state = StreamState.next(last, id, more);
        boolean resumed = last.equals(Optional.of(state)); // how much of it is labelled is not known here
        PromptGenerator heldOut = PromptGenerator.heldOut(settings.seed());
        List<PromptContent> prompts = settings.holdout() == 0
                ? List.of()
                : LongStream.range(0, MOST_HELD_OUT)
                        .mapToObj(index ->
                                PromptContent.text(heldOut.prompt(index).text()))
                        .toList();
        return new Stream(
                new GeneratorSource(settings.seed(), state.target()), state, prompts, resumed ? Long.MAX_VALUE : more);
    }

    private static Stream ofInput(QuickstartSettings settings, QuickstartSettings.Input input) {
        PromptSource whole = new FileSource(input.file(), input.layout());
        HoldOut holdOut = new HoldOut(settings.holdout());
        long most = settings.prompts().orElse(Long.MAX_VALUE);
        StreamState state = new StreamState(whole.id(), most, false);
        return new Stream(new StreamedSource(whole, holdOut, most), state, heldOut(whole, holdOut), Long.MAX_VALUE);
    }

    // The smallest hashes are an even choice, whatever order the file is in.
    private static List<PromptContent> heldOut(PromptSource whole, HoldOut holdOut) {
        Map<String, PromptContent> held = new HashMap<>();
        SourcePrompts.forEach(whole, prompt -> {
            if (holdOut.holds(prompt.wording())) {
                held.putIfAbsent(prompt.wording(), prompt);
            }
        });
        List<String> chosen = new ArrayList<>(held.keySet());
        chosen.sort(Comparator.comparingDouble(HoldOut::place).thenComparing(Comparator.naturalOrder()));
        return chosen.subList(0, Math.min(chosen.size(), MOST_HELD_OUT)).stream()
                .map(held::get)
                .toList();
    }
}
