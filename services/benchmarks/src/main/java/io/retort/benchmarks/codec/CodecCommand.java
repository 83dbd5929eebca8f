package io.retort.benchmarks.codec;

import io.retort.benchmarks.Cluster;
import io.retort.benchmarks.Estimate;
import io.retort.benchmarks.LabelValues;
import io.retort.benchmarks.Machine;
import io.retort.benchmarks.TemporaryDirectory;
import io.retort.producer.generator.PromptGenerator;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code codec}: what labels over a vocabulary take, and what is lost by keeping less. */
@Command(
        name = "codec",
        description =
                "Bytes and variance of each way to keep a language model's distributions, on its own answers; records"
                        + " on the broker; and held-out loss of small students that learn from them.",
        mixinStandardHelpOptions = true)
public final class CodecCommand implements Callable<Integer> {

    private static final List<Scheme> KEPT = List.of(
            Scheme.topK(8),
            Scheme.topK(32),
            Scheme.topK(64),
            Scheme.sampled(20),
            Scheme.sampled(22),
            Scheme.sampled(23),
            Scheme.sampled(25),
            Scheme.sampled(32),
            Scheme.sampled(50));
    private static final List<Scheme> RECORDED =
            List.of(Scheme.TEXT, Scheme.topK(32), Scheme.sampled(23), Scheme.sampled(32));
    private static final List<Scheme> LEARNED =
            List.of(Scheme.TEXT, Scheme.FULL, Scheme.topK(32), Scheme.sampled(23), Scheme.sampled(32));
    private static final int INDEPENDENT_DRAWS = 50;

    @Option(
            names = "--teacher",
            required = true,
            paramLabel = "DIR",
            description = "A causal language model, in Hugging Face's format. A large vocabulary needs RETORT_HEAP=4g.")
    private Path directory;

    @Option(names = "--answers", defaultValue = "64", description = "Measured, and held out; default ${DEFAULT-VALUE}.")
    private int measured;

    @Option(names = "--learned", defaultValue = "256", description = "Learned from; default ${DEFAULT-VALUE}.")
    private int learned;

    @Option(names = "--tokens", defaultValue = "48", description = "Most of an answer; default ${DEFAULT-VALUE}.")
    private int answerTokens;

    @Option(names = "--seeds", defaultValue = "3", description = "Of students, 2 or more; default ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(names = "--threads", defaultValue = "2", description = "Of an operation; default ${DEFAULT-VALUE}.")
    private int threads;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills it in
    public CodecCommand() {}

    @Override
    public Integer call() throws IOException {
        print("%s, %d threads", Machine.describe(), threads);
        try (AnsweringTeacher teacher = AnsweringTeacher.open(directory, answerTokens, threads)) {
            List<Answer> heldOut = teacher.answers(messages(PromptGenerator.heldOut(1), measured));
            int positions = heldOut.stream()
                    .mapToInt(answer -> answer.tokens().positions())
                    .sum();
            print("%d answers, %d tokens labelled", heldOut.size(), positions);
            List<SchemeTally> tallies = KEPT.stream().map(SchemeTally::new).toList();
            List<LanguageRecords> records = RECORDED.stream()
                    .map(scheme -> new LanguageRecords(scheme, teacher.labelSpace(), teacher.identity()))
                    .toList();
            double squares = 0;
            for (Answer answer : heldOut) {
                List<float[]> logProbabilities =
                        teacher.logProbabilities(List.of(answer)).get(0);
                tallies.forEach(tally -> tally.add(answer, logProbabilities));
                records.forEach(record -> record.add(answer, logProbabilities));
                squares += logProbabilities.stream()
                        .mapToDouble(SchemeTally::squares)
                        .sum();
            }
            printSchemes(tallies, 1 - squares / positions);
            printRecords(records, positions);
            printLosses(teacher, teacher.answers(messages(PromptGenerator.stream(1), learned)), heldOut);
        }
        return 0;
    }

    /** @param independent the variance of one draw */
    private void printSchemes(List<SchemeTally> tallies, double independent) {
        print("%-12s %8s %10s %12s %8s", "scheme", "ids", "variance", "bytes a token", "tail");
        print("%-12s %8s %10.2e", "text", "1", independent);
        print("%-12s %8s %10.2e", INDEPENDENT_DRAWS + " alone", "", independent / INDEPENDENT_DRAWS);
        for (SchemeTally tally : tallies) {
            // A tail is learned as one bucket, so the distance of what was kept is no variance there.
            String variance = tally.tail() > 0 ? "" : String.format(Locale.ROOT, "%.2e", tally.squaredError());
            print(
                    "%-12s %8.1f %10s %12.1f %8.3f",
                    tally.name(), tally.idsAPosition(), variance, tally.bytesAPosition(), tally.tail());
        }
    }

    private void printRecords(List<LanguageRecords> all, int positions) throws IOException {
        print("%-12s %s", "scheme", "bytes of a record, key, prompt and all, a labelled token; in the log; compressed");
        try (Cluster cluster = Cluster.start()) {
            for (LanguageRecords one : all) {
                LabelValues records = one.records();
                print(
                        "%-12s %8.1f %8.1f %8.1f",
                        one.name(),
                        (double) records.bytes() / positions,
                        logBytes(cluster, one.name(), records, "none") / positions,
                        logBytes(cluster, one.name(), records, "zstd") / positions);
            }
        }
    }

    /** Each record once: the same record again would compress to nothing. */
    private static double logBytes(Cluster cluster, String name, LabelValues records, String compression)
            throws IOException {
        TopicNames names = new TopicNames(name + "-" + compression + ".");
        cluster.fill(
                cluster.clients(Map.of("compression.type", compression)),
                names,
                records,
                records.keys().size());
        return cluster.logBytes(names.of(Topic.SOFT_LABELS));
    }

    private void printLosses(AnsweringTeacher teacher, List<Answer> answers, List<Answer> heldOut) throws IOException {
        HeldOutLosses losses = new HeldOutLosses(teacher, LEARNED, threads);
        List<List<Double>> bySeed = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            try (TemporaryDirectory students = TemporaryDirectory.create()) {
                bySeed.add(
                        losses.measure(answers, heldOut, seed, students.path().resolve("student")));
            }
        }
        Verdict verdict = Verdict.of(column(bySeed, 0), column(bySeed, 1));
        print("%-12s held-out KL of %d seeds, %d answers learned from", "scheme", seeds, answers.size());
        double hard = mean(column(bySeed, 0));
        for (int i = 0; i < LEARNED.size(); i++) {
            double mean = mean(column(bySeed, i));
            print("%-12s %8.4f  %s", LEARNED.get(i).name(), mean, i == 0 ? "" : verdict.of(hard, mean));
        }
        Estimate gap = verdict.gap();
        print("text less full: %.4f +- %.4f nats", gap.mean(), gap.standardError());
    }

    private static List<Double> column(List<List<Double>> rows, int column) {
        return rows.stream().map(row -> row.get(column)).toList();
    }

    private static double mean(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static List<String> messages(PromptGenerator generator, int count) {
        return LongStream.iterate(0, i -> i + 1)
                .mapToObj(i -> generator.prompt(i).text())
                .distinct()
                .limit(count)
                .toList();
    }

    private void print(String format, Object... arguments) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }
}
