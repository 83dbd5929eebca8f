package io.retort.monitor.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.schemas.record.Choice;
import io.retort.schemas.record.StepArrival;
import io.retort.schemas.record.StudentFigures;
import io.retort.schemas.record.TokenSums;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FigureSumsTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void shouldAddInAnyOrder() {
        StudentFigures a = student(List.of(new Choice(0, 1, 2), new Choice(3, 3, 1)), arrivals(1, 2));
        StudentFigures b = student(List.of(new Choice(0, 1, 5), new Choice(0, 0, 1)), arrivals(3, 3));

        Object sum = FigureSums.add(a, b);

        assertThat(sum).isEqualTo(FigureSums.add(b, a));
        assertThat(((StudentFigures) sum).getChoices())
                .containsExactly(new Choice(0, 0, 1), new Choice(0, 1, 7), new Choice(3, 3, 1));
        assertThat(FigureSums.add(a, FigureSums.nothingOf(b))).isEqualTo(a);
    }

    @Test
    void shouldJoinNeighboursWhereArrivalsAreMany() {
        StudentFigures many = student(List.of(), arrivals(1, 128));
        StudentFigures one = student(List.of(), arrivals(129, 129));

        List<StepArrival> joined = ((StudentFigures) FigureSums.add(many, one)).getArrivals();

        assertThat(joined).hasSize(65);
        assertThat(joined.get(0)).isEqualTo(new StepArrival(2L, NOON.plusMillis(2), 16));
        assertThat(joined.stream().mapToLong(StepArrival::getLabels).sum()).isEqualTo(129 * 8);
        assertThat(joined.get(64).getStep()).isEqualTo(129);
    }

    @Test
    void shouldAddTokensWhereThereAreAny() {
        StudentFigures none = student(List.of(), List.of());
        StudentFigures some = tokens(new TokenSums(12.5, 3.0));

        assertThat(((StudentFigures) FigureSums.add(none, none)).getNovelTokens())
                .isNull();
        assertThat(((StudentFigures) FigureSums.add(none, some)).getNovelTokens())
                .isEqualTo(new TokenSums(12.5, 3.0));
        assertThat(((StudentFigures) FigureSums.add(some, none)).getNovelTokens())
                .isEqualTo(new TokenSums(12.5, 3.0));
        assertThat(((StudentFigures) FigureSums.add(some, tokens(new TokenSums(0.5, 1.0)))).getNovelTokens())
                .isEqualTo(new TokenSums(13.0, 4.0));
    }

    private static StudentFigures tokens(TokenSums sums) {
        return new StudentFigures(1L, 1L, 20L, 0L, 1L, 20L, 9.0, 6L, sums, List.of(), List.of());
    }

    private static StudentFigures student(List<Choice> choices, List<StepArrival> arrivals) {
        return new StudentFigures(1L, 8L, 8L, 0L, 8L, 8L, 4.0, 6L, null, choices, arrivals);
    }

    private static List<StepArrival> arrivals(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(step -> new StepArrival(step, NOON.plusMillis(step), 8))
                .toList();
    }
}
