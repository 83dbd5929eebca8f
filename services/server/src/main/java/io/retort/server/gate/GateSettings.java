package io.retort.server.gate;

import io.retort.platform.config.InvalidSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * @param student whose checkpoints are judged
 * @param checkpoints directory below which each student has one of its own
 * @param evaluation file of evaluation prompts with the teacher's labels, judged beside the stream's; see {@link
 *     EvaluationFile}
 * @param window labels of the stream that both students are judged on, 2 to 100,000
 * @param level for each comparison, the probability of passing a candidate that is worse by the margin; above 0, below 0.5
 * @param agreementMargin the smallest difference in agreement that matters, above 0, below 1
 * @param lossMargin the smallest difference in loss that matters, in nats, above 0
 * @param fall how far agreement may lie below what it was before the labels themselves are doubted, above 0, at most 1
 * @param memory of the promotions before the last, how far back agreement is compared with, zero or more
 * @param patience how long a candidate waits for its window before a newer one may take its place, or, where there is a
 *     file, before that alone decides; 100ms or more
 * @param threads that scoring a language model may use, 1 to 64
 */
public record GateSettings(
        String student,
        Path checkpoints,
        Optional<Path> evaluation,
        int window,
        double level,
        double agreementMargin,
        double lossMargin,
        double fall,
        Duration memory,
        Duration patience,
        int threads) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    public GateSettings {
        if (!NAME.matcher(student).matches()) {
            throw new InvalidSetting(
                    "student",
                    student,
                    "1 to 63 lower-case letters, digits, dots, dashes and underscores, starting with a letter or digit");
        }
        if (window < 2 || window > 100_000) {
            throw new InvalidSetting("window", window, "a number from 2 to 100000");
        }
        if (!(level > 0 && level < 0.5)) {
            throw new InvalidSetting("level", level, "a number above 0 and below 0.5");
        }
        if (!(agreementMargin > 0 && agreementMargin < 1)) {
            throw new InvalidSetting("agreementMargin", agreementMargin, "a number above 0 and below 1");
        }
        if (!(lossMargin > 0 && lossMargin < Double.POSITIVE_INFINITY)) {
            throw new InvalidSetting("lossMargin", lossMargin, "a number above 0");
        }
        if (!(fall > 0 && fall <= 1)) {
            throw new InvalidSetting("fall", fall, "a number above 0, at most 1");
        }
        if (memory.isNegative()) {
            throw new InvalidSetting("memory", memory, "zero or a duration such as 10m");
        }
        if (patience.compareTo(Duration.ofMillis(100)) < 0) {
            throw new InvalidSetting("patience", patience, "a duration of at least 100ms, such as 30s");
        }
        if (threads < 1 || threads > 64) {
            throw new InvalidSetting("threads", threads, "a number from 1 to 64");
        }
    }

    /** The same that judges on so many labels. */
    public GateSettings withWindow(int labels) {
        return new GateSettings(
                student,
                checkpoints,
                evaluation,
                labels,
                level,
                agreementMargin,
                lossMargin,
                fall,
                memory,
                patience,
                threads);
    }

    /** A gate of this student as it is run unless told otherwise. */
    public static GateSettings of(String student, Path checkpoints) {
        return new GateSettings(
                student,
                checkpoints,
                Optional.empty(),
                512,
                0.05,
                0.02,
                0.05,
                0.15,
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                2);
    }

    /** The same for another student. */
    public GateSettings withStudent(String other) {
        return new GateSettings(
                other,
                checkpoints,
                evaluation,
                window,
                level,
                agreementMargin,
                lossMargin,
                fall,
                memory,
                patience,
                threads);
    }

    /** The same with another directory. */
    public GateSettings withCheckpoints(Path other) {
        return new GateSettings(
                student,
                other,
                evaluation,
                window,
                level,
                agreementMargin,
                lossMargin,
                fall,
                memory,
                patience,
                threads);
    }
}
