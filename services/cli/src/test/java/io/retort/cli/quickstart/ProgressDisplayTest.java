package io.retort.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {

    private final StringWriter out = new StringWriter();

    @Test
    void shouldPrintALineEveryFiveSecondsWhereThereIsNoTerminal() {
        ProgressDisplay display = Terminal.of("0", Map.of()).display(new PrintWriter(out), 100);

        for (int second : new int[] {0, 1, 4, 5, 9, 10}) {
            display.show(at(second));
        }

        assertThat(out.toString().lines().map(line -> line.substring(0, 5))).containsExactly("  0 s", "  5 s", " 10 s");
        assertThat(out.toString()).doesNotContain("\u001b");
    }

    @Test
    void shouldDrawEachBlockOverTheLast() {
        ProgressDisplay display = Terminal.of("120", Map.of()).display(new PrintWriter(out), 100);

        display.show(at(1));
        long height = out.toString().lines().count();
        display.show(at(2));

        assertThat(out.toString()).contains("\u001b[" + height + "A").contains("labelled [####");
    }

    @Test
    void shouldNeverWrapALine() {
        ProgressDisplay display = Terminal.of("30", Map.of("NO_COLOR", "1")).display(new PrintWriter(out), 100);

        display.show(at(1));

        assertThat(out.toString().lines().map(line -> line.replace("\u001b[2K", "")))
                .allSatisfy(line -> assertThat(line.length()).isLessThan(30));
    }

    @Test
    void shouldUseNoColourWhenAskedNotTo() {
        Terminal.of("120", Map.of("NO_COLOR", "1"))
                .display(new PrintWriter(out), 100)
                .show(at(1));

        assertThat(out.toString()).doesNotContainPattern("\u001b\\[\\d*m");
    }

    private static Figures at(int second) {
        return new Figures(
                Duration.ofSeconds(second), 100, 40, 20, 1, "live", 3, 0.5, 0.75, Optional.empty(), 7, 2, "0003-a");
    }
}
