package io.retort.monitor.figure;

import io.retort.schemas.record.DeadLetterFigures;
import io.retort.schemas.record.Figure;
import io.retort.schemas.record.PromptFigures;
import io.retort.schemas.record.StudentFigures;
import io.retort.schemas.record.TeacherFigures;
import io.retort.schemas.record.TokenSums;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds counts of one kind. The order does not matter, but for the rounding of the sum of losses. */
public final class FigureSums {

    private FigureSums() {}

    /** One window's figures and more of the same; the first's partition stands for both. */
    public static Figure add(Figure a, Figure b) {
        // Not by a builder: that copies all of it, deeply.
        return new Figure(
                a.getSubject(),
                a.getName(),
                a.getPartition(),
                a.getStart(),
                a.getEnd(),
                a.getLate() + b.getLate(),
                add(a.getCounted(), b.getCounted()));
    }

    /** @throws IllegalArgumentException if the two are not of one kind that can be added */
    public static Object add(Object a, Object b) {
        if (a instanceof PromptFigures left && b instanceof PromptFigures right) {
            return new PromptFigures(left.getPrompts() + right.getPrompts(), left.getBytes() + right.getBytes());
        }
        if (a instanceof TeacherFigures left && b instanceof TeacherFigures right) {
            return add(left, right);
        }
        if (a instanceof StudentFigures left && b instanceof StudentFigures right) {
            return add(left, right);
        }
        if (a instanceof DeadLetterFigures left && b instanceof DeadLetterFigures right) {
            return new DeadLetterFigures(left.getStage(), left.getReason(), left.getLetters() + right.getLetters());
        }
        throw new IllegalArgumentException(
                a.getClass().getSimpleName() + " and " + b.getClass().getSimpleName() + " cannot be added");
    }

    /** The counts of a window in which nothing was counted, of the same kind. */
    public static Object nothingOf(Object counted) {
        if (counted instanceof PromptFigures) {
            return new PromptFigures(0L, 0L);
        }
        if (counted instanceof TeacherFigures) {
            return new TeacherFigures(0L, 0L, 0L, 0L, List.of());
        }
        if (counted instanceof StudentFigures) {
            return new StudentFigures(0L, 0L, 0L, 0L, 0L, 0L, 0.0, 0L, null, List.of(), List.of());
        }
        if (counted instanceof DeadLetterFigures letters) {
            return new DeadLetterFigures(letters.getStage(), letters.getReason(), 0L);
        }
        throw new IllegalArgumentException(counted.getClass().getSimpleName() + " has no windows");
    }

    private static TeacherFigures add(TeacherFigures a, TeacherFigures b) {
        return new TeacherFigures(
                a.getLabels() + b.getLabels(),
                a.getTokens() + b.getTokens(),
                a.getBytes() + b.getBytes(),
                a.getCalls() + b.getCalls(),
                LabelCounts.add(a.getDistributions(), b.getDistributions()));
    }

    private static StudentFigures add(StudentFigures a, StudentFigures b) {
        return new StudentFigures(
                a.getSteps() + b.getSteps(),
                a.getLabels() + b.getLabels(),
                a.getPositions() + b.getPositions(),
                a.getRefused() + b.getRefused(),
                a.getNovel() + b.getNovel(),
                a.getNovelPositions() + b.getNovelPositions(),
                a.getNovelLoss() + b.getNovelLoss(),
                a.getNovelAgreed() + b.getNovelAgreed(),
                add(a.getNovelTokens(), b.getNovelTokens()),
                ChoiceCounts.add(a.getChoices(), b.getChoices()),
                Arrivals.add(a.getArrivals(), b.getArrivals()));
    }

    private static @Nullable TokenSums add(@Nullable TokenSums a, @Nullable TokenSums b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return new TokenSums(a.getCrossEntropy() + b.getCrossEntropy(), a.getAcceptance() + b.getAcceptance());
    }
}
