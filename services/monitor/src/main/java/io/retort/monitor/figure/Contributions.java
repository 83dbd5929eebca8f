package io.retort.monitor.figure;

import io.retort.platform.kafka.DeadLetters;
import io.retort.schemas.label.DecodedDistributions;
import io.retort.schemas.label.Distribution;
import io.retort.schemas.label.LabelDistributionCodec;
import io.retort.schemas.label.TokenCodec;
import io.retort.schemas.record.ClassCount;
import io.retort.schemas.record.DeadLetterFigures;
import io.retort.schemas.record.FigureSubject;
import io.retort.schemas.record.JournalEntry;
import io.retort.schemas.record.LabelDistribution;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.record.PromptFigures;
import io.retort.schemas.record.SoftLabel;
import io.retort.schemas.record.Step;
import io.retort.schemas.record.StepArrival;
import io.retort.schemas.record.StudentFigures;
import io.retort.schemas.record.TeacherFigures;
import io.retort.schemas.record.TokenScores;
import io.retort.schemas.record.TokenSums;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What each kind of record adds to the figures. */
public final class Contributions {

    /** Reasons are short words of a fixed set; what another client writes there must not fill the topic. */
    private static final int LONGEST_WORD = 64;

    private static final String UNKNOWN = "unknown";
    private static final LabelDistributionCodec DISTRIBUTIONS = new LabelDistributionCodec();
    private static final TokenCodec TOKENS = new TokenCodec();

    private Contributions() {}

    /** @param bytes of key and value */
    public static Contribution ofPrompt(long bytes) {
        return new Contribution(FigureSubject.PROMPTS, "", new PromptFigures(1L, bytes));
    }

    /** @param bytes of key and value */
    public static Contribution ofLabel(SoftLabel label, long bytes) {
        boolean vocabulary = label.getLabelSpace().getKind() == LabelSpaceKind.VOCABULARY;
        long tokens = vocabulary ? tokensOf(label) : 0;
        return new Contribution(
                FigureSubject.TEACHER,
                label.getTeacher().getId(),
                new TeacherFigures(1L, tokens, bytes, 1L, vocabulary ? List.of() : distributionOf(label)));
    }

    /** Nothing for the header of a segment. */
    public static Optional<Contribution> ofEntry(JournalEntry entry) {
        return entry.getBody() instanceof Step step
                ? Optional.of(new Contribution(FigureSubject.STUDENT, entry.getStudent(), figuresOf(step, entry)))
                : Optional.empty();
    }

    public static Contribution ofDeadLetter(Headers headers) {
        String stage = word(headers, DeadLetters.STAGE);
        String reason = word(headers, DeadLetters.REASON);
        return new Contribution(
                FigureSubject.DEAD_LETTERS, stage + "/" + reason, new DeadLetterFigures(stage, reason, 1L));
    }

    private static long tokensOf(SoftLabel label) {
        return TOKENS.decode(label.getTokens(), label.getLabelSpace().getSize())
                .match(ids -> (long) ids.length, malformed -> 0L);
    }

    private static List<LabelDistribution> distributionOf(SoftLabel label) {
        DecodedDistributions decoded = DISTRIBUTIONS.decode(
                label.getDistributions(),
                label.getSupport(),
                label.getPositions(),
                label.getLabelSpace().getSize());
        // What cannot be read is a label all the same; the trainer refuses it and says why.
        return decoded.match(
                read -> List.of(new LabelDistribution(
                        label.getLabelSpace().getFingerprint(), List.of(new ClassCount(mostLikely(read), 1L)))),
                malformed -> List.of());
    }

    private static int mostLikely(List<Distribution> distributions) {
        return distributions.get(0).mostLikely();
    }

    private static StudentFigures figuresOf(Step step, JournalEntry entry) {
        long refused = step.getTiles().stream()
                .mapToLong(tile -> tile.getRefused().size())
                .sum();
        List<StepArrival> arrivals = step.getLearned() == 0
                ? List.of()
                : List.of(new StepArrival(entry.getStep(), step.getNewestArrival(), step.getLearned()));
        return new StudentFigures(
                1L,
                (long) step.getLearned(),
                (long) step.getPositions(),
                refused,
                (long) step.getNovel(),
                (long) step.getNovelPositions(),
                step.getNovelLoss() * step.getNovelPositions(),
                (long) step.getNovelAgreed(),
                sums(step.getNovelTokens(), step.getNovelPositions()),
                step.getChoices(),
                arrivals);
    }

    private static @Nullable TokenSums sums(@Nullable TokenScores means, int positions) {
        return means == null
                ? null
                : new TokenSums(means.getCrossEntropy() * positions, means.getAcceptance() * positions);
    }

    private static String word(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            return UNKNOWN;
        }
        String word = new String(header.value(), StandardCharsets.UTF_8);
        return word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD);
    }
}
