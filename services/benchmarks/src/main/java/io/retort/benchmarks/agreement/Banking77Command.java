package io.retort.benchmarks.agreement;

import io.retort.benchmarks.Estimate;
import io.retort.benchmarks.LabelRecords;
import io.retort.benchmarks.Labelling;
import io.retort.benchmarks.Machine;
import io.retort.learning.labelspace.ClassSet;
import io.retort.learning.labelspace.NamedClass;
import io.retort.teacher.Teacher;
import io.retort.teacher.encoder.ZeroShotEncoder;
import io.retort.teacher.encoder.ZeroShotSettings;
import io.retort.trainer.settings.RehearsalSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code banking77}: a student's agreement with the encoder after one pass over Banking77. */
@Command(
        name = "banking77",
        description = "Agreement with the zero-shot encoder on messages never seen, after one pass over Banking77.",
        mixinStandardHelpOptions = true)
public final class Banking77Command implements Callable<Integer> {

    private static final int HELD_OUT = 2_000;
    private static final int SHUFFLES = 3;
    private static final int TEACHER_BATCH = 256;
    private static final long MOST_MODEL_BYTES = 16_000_000;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "Banking77's train.csv, with the columns text and category.")
    private Path data;

    @Option(
            names = "--held-out",
            paramLabel = "FILE",
            description = "Banking77's test.csv, to be held out whole; without it 2,000 messages of --data are.")
    private @Nullable Path heldOut;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills them in
    public Banking77Command() {}

    @Override
    public Integer call() throws IOException {
        List<Message> messages = read(data);
        List<Message> others = heldOut == null ? List.of() : read(heldOut);
        ClassSet classes = new ClassSet(messages.stream()
                .map(Message::category)
                .distinct()
                .sorted()
                .map(name -> new NamedClass(name, List.of()))
                .toList());
        print("%s", Machine.describe());
        try (Teacher teacher = ZeroShotEncoder.open(classes, ZeroShotSettings.standard())) {
            Labelling labelling = label(teacher, messages);
            Split split = others.isEmpty()
                    ? Split.byHash(labelling.texts(), HELD_OUT)
                    : Split.asPublished(
                            labelling.texts(), label(teacher, others).texts());
            measure(teacher, classes, labelling, split);
        }
        return 0;
    }

    private List<Message> read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no " + file + " to read; Banking77 is not part of Retort, so nothing was measured");
        }
        return Message.read(file);
    }

    private static Labelling label(Teacher teacher, List<Message> messages) {
        return Labelling.of(teacher, messages.stream().map(Message::text).toList(), TEACHER_BATCH);
    }

    private void measure(Teacher teacher, ClassSet classes, Labelling labelling, Split split) throws IOException {
        print(
                "teacher %s, %d class names, temperature %.2f: %d messages, labels %s",
                teacher.identity().getId(),
                classes.classes().size(),
                teacher.temperature(),
                labelling.texts().size(),
                labelling.labels());
        print(
                "%d streamed once, %d held out %s",
                split.streamed().size(), split.heldOut().size(), heldOut == null ? "by hash" : "as published");
        Baselines baselines = new Baselines(classes, split.streamed());
        print(
                "baselines on held-out: majority class %.1f%%, words of the class names %.1f%%",
                100 * baselines.majorityAgreement(split.heldOut()), 100 * baselines.keywordAgreement(split.heldOut()));
        for (int batches : new int[] {0, RehearsalSettings.DEFAULT.batches()}) {
            measure(teacher, split, new RehearsalSettings(batches, RehearsalSettings.DEFAULT.window()));
        }
        print("load at the end %s", Machine.load());
    }

    private void measure(Teacher teacher, Split split, RehearsalSettings rehearsal) throws IOException {
        List<OnePass> passes = new ArrayList<>();
        for (int seed = 1; seed <= SHUFFLES; seed++) {
            OnePass pass = OnePass.of(
                    split.shuffled(seed),
                    split.heldOut(),
                    new LabelRecords(teacher),
                    teacher.labelSpace(),
                    teacher.temperature(),
                    rehearsal,
                    seed);
            passes.add(pass);
            if (seed == 1) {
                print("rehearsal %d, %s, %s", rehearsal.batches(), pass.numerics(), modelSize(pass.modelBytes()));
            }
            print(
                    "  shuffle %d: prequential %.2f%%, held-out %.2f%%, KL %.4f, coverage %.1f%% (agreement there"
                            + " %.2f%%)",
                    seed,
                    100 * pass.prequential(),
                    100 * pass.agreement(),
                    pass.kl(),
                    100 * pass.coverage().share(),
                    100 * pass.coverage().agreement());
        }
        Estimate heldOut = estimate(passes, OnePass::agreement);
        print(
                "  mean of shuffles +- its standard error: prequential %s, held-out %s, KL %.4f,"
                        + " coverage at %.0f%% agreement %s",
                estimate(passes, OnePass::prequential).asPercent(),
                heldOut.asPercent(),
                estimate(passes, OnePass::kl).mean(),
                100 * OnePass.WANTED,
                estimate(passes, pass -> pass.coverage().share()).asPercent());
        print(
                "  other held-out messages would move the agreement by +- %.2f",
                100
                        * Math.sqrt(heldOut.mean()
                                * (1 - heldOut.mean())
                                / split.heldOut().size()));
    }

    private static Estimate estimate(List<OnePass> passes, ToDoubleFunction<OnePass> figure) {
        return Estimate.of(passes.stream().mapToDouble(figure).toArray());
    }

    private static String modelSize(long bytes) {
        String size = String.format(Locale.ROOT, "model %.2f MB", bytes / 1e6);
        return bytes <= MOST_MODEL_BYTES ? size : size + ", MORE THAN THE 16 MB ALLOWED";
    }

    private void print(String format, Object... arguments) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }
}
