package io.retort.server.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.learning.language.Precision;
import io.retort.learning.language.SamplingSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DecodingThreadTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int FREELY = 100_000;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeGenerator generator = new FakeGenerator(7);
    private final AtomicInteger released = new AtomicInteger();
    private final List<Generation> asked = new ArrayList<>();
    private final DecodingThread thread = new DecodingThread(
            generator, new GenerationSettings(2, 3, 100, 1, Precision.FLOAT32), new GenerationMetrics(meters));

    @AfterEach
    void close() {
        generator.maySteps.release(FREELY);
        thread.close();
        assertThat(generator.closed).isTrue();
        assertThat(gauge("waiting")).isZero();
        assertThat(gauge("texts")).isZero();
    }

    @Test
    void shouldWriteUntilTheModelEndsTheTextOrItIsLongEnough() {
        generator.maySteps.release(FREELY);

        HeardTexts ended = ask(10, "x.");
        HeardTexts cut = ask(5, "xyz");

        assertThat(ended.outcome).succeedsWithin(LIMIT).isEqualTo("completed {0=abc}");
        assertThat(ended.ends).containsEntry(0, "stop 4");
        assertThat(cut.outcome).succeedsWithin(LIMIT).isEqualTo("completed {0=xyzxy}");
        assertThat(cut.ends).containsEntry(0, "length 5");
    }

    @Test
    void shouldLetARequestJoinWhileAnotherIsWrittenAndLeaveBeforeIt() {
        HeardTexts longer = ask(50, "x");
        generator.maySteps.release(1);
        await().atMost(LIMIT).until(() -> longer.texts.containsKey(0));
        HeardTexts shorter = ask(2, "y");

        generator.maySteps.release(4);

        assertThat(shorter.outcome).succeedsWithin(LIMIT).isEqualTo("completed {0=yy}");
        assertThat(longer.outcome).isNotDone();
        assertThat(generator.most).isEqualTo(2);
    }

    @Test
    void shouldWriteNoMoreAtOnceThanItMayAndRefuseWhatTheQueueCannotHold() {
        HeardTexts both = ask(2, "a", "b");
        await().atMost(LIMIT).until(() -> gauge("texts") == 2);
        HeardTexts three = ask(1, "c", "d", "e");

        assertThat(admission(new HeardTexts(), 1, "f")).isEqualTo(new GenerationAdmission.QueueFull(3));

        assertThat(meters.get("retort.server.generation.refused").counter().count())
                .isEqualTo(1);
        assertThat(released).hasValue(0);
        generator.maySteps.release(FREELY);
        assertThat(both.outcome).succeedsWithin(LIMIT).isEqualTo("completed {0=aa, 1=bb}");
        assertThat(three.outcome).succeedsWithin(LIMIT).isEqualTo("completed {0=c, 1=d, 2=e}");
        assertThat(generator.most).isEqualTo(2);
        assertThat(ask(1, "f").outcome).succeedsWithin(LIMIT);
        assertThat(meters.get("retort.server.generation.tokens").counter().count())
                .isEqualTo(8);
        assertThat(meters.get("retort.server.generation.first.token").timer().count())
                .isEqualTo(6);
    }

    @Test
    void shouldGiveTheSlotOfACancelledRequestToTheNextAndTellItNoMore() {
        HeardTexts gone = ask(100, "a", "b");
        await().atMost(LIMIT).until(() -> gauge("texts") == 2);
        HeardTexts goneWhileItWaits = ask(100, "c");
        HeardTexts next = ask(1, "d");
        asked.get(0).cancel();
        asked.get(1).cancel();

        generator.maySteps.release(FREELY);

        assertThat(next.outcome).succeedsWithin(LIMIT).isEqualTo("completed {0=d}");
        await().atMost(LIMIT).until(() -> released.get() == 3);
        assertThat(gone.outcome).isNotDone();
        assertThat(goneWhileItWaits.outcome).isNotDone();
        assertThat(goneWhileItWaits.texts).isEmpty();
    }

    @Test
    void shouldFailThoseItWroteForWhenTheModelFailsAndGoOn() {
        HeardTexts with = ask(10, "a");
        HeardTexts failing = ask(10, "!");
        HeardTexts later = ask(2, "b");

        generator.maySteps.release(FREELY);

        assertThat(failing.outcome).succeedsWithin(LIMIT).isEqualTo("failed");
        assertThat(with.outcome).succeedsWithin(LIMIT).isEqualTo("failed");
        assertThat(later.outcome).succeedsWithin(LIMIT).isEqualTo("completed {0=bb}");
        await().atMost(LIMIT).until(() -> released.get() == 3);
    }

    @Test
    void shouldFinishWhatWaitsWhenItIsClosedAndTakeNoMore() {
        HeardTexts running = ask(2, "a", "b");
        HeardTexts waits = ask(2, "c");
        await().atMost(LIMIT).until(() -> gauge("texts") == 2);
        generator.maySteps.release(FREELY);

        thread.close();

        assertThat(running.outcome).isCompletedWithValue("completed {0=aa, 1=bb}");
        assertThat(waits.outcome).isCompletedWithValue("completed {0=cc}");
        assertThat(admission(new HeardTexts(), 1, "d")).isEqualTo(new GenerationAdmission.Closed());
    }

    @Test
    void shouldBeClosableByWhatARequestReleases() {
        generator.maySteps.release(FREELY);
        Generation generation = generation(new HeardTexts(), 1, "a");

        thread.submit(generation, thread::close);

        await().atMost(LIMIT).until(() -> generator.closed);
    }

    private HeardTexts ask(int most, String... prompts) {
        HeardTexts heard = new HeardTexts();
        assertThat(admission(heard, most, prompts)).isEqualTo(new GenerationAdmission.Admitted());
        return heard;
    }

    private GenerationAdmission admission(HeardTexts heard, int most, String... prompts) {
        Generation generation = generation(heard, most, prompts);
        asked.add(generation);
        return thread.submit(generation, released::incrementAndGet);
    }

    private static Generation generation(HeardTexts heard, int most, String... prompts) {
        return new Generation(
                Stream.of(prompts)
                        .map(prompt ->
                                new Generation.Prompt(new FakeText().ofText(prompt), SamplingSettings.greedy(most)))
                        .toList(),
                heard);
    }

    private double gauge(String name) {
        return meters.get("retort.server.generation." + name).gauge().value();
    }
}
