package io.retort.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class CloserTest {

    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final Closer closer = new Closer(Duration.ofSeconds(30));

    @Test
    void shouldCloseInReverseOrderAndOnce() {
        closer.register("first", () -> closed.add("first"));
        closer.register("second", () -> closed.add("second"));

        closer.close();
        closer.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void shouldCloseTheRestAndKeepEveryFailure() {
        closer.register("first", () -> {
            throw new IOException("one");
        });
        closer.register("second", () -> closed.add("second"));
        closer.register("third", () -> {
            throw new IllegalStateException("three");
        });

        assertThatThrownBy(closer::close)
                .isInstanceOf(CloseFailedException.class)
                .hasMessageContaining("third")
                .hasRootCauseMessage("three")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other).hasRootCauseMessage("one")));
        assertThat(closed).containsExactly("second");
    }

    @Test
    void shouldNotLetOneThatHangsKeepTheRestOpen() {
        var hasty = new Closer(Duration.ofMillis(50));
        var never = new CountDownLatch(1);
        hasty.register("first", () -> closed.add("first"));
        hasty.register("hanging", never::await);

        assertThatThrownBy(hasty::close).hasCauseInstanceOf(TimeoutException.class);

        assertThat(closed).containsExactly("first");
    }

    @Test
    void shouldKeepAnInterruptForTheCaller() {
        closer.register("first", () -> closed.add("first"));
        Thread.currentThread().interrupt();

        closer.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(closed).containsExactly("first");
    }
}
