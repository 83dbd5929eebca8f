package io.retort.benchmarks.training;

import io.retort.benchmarks.Machine;
import io.retort.benchmarks.Rate;
import io.retort.benchmarks.TemporaryDirectory;
import io.retort.learning.language.Precision;
import io.retort.learning.torch.TorchEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code training-speed}: how fast a language model learns, beside the same training in Python. */
@Command(
        name = "training-speed",
        description = "Tokens a second that a language model learns from, and as a share of what the processor can do;"
                + " beside PyTorch with transformers, in turns, on the same student, labels and threads.",
        mixinStandardHelpOptions = true)
public final class TrainingSpeedCommand implements Callable<Integer> {

    private static final List<Integer> VOCABULARIES = List.of(8_192, 49_152);

    @Option(
            names = "--python",
            paramLabel = "PATH",
            description = "A Python with torch, transformers and numpy. Without it only Retort's side is measured.")
    private @Nullable Path python;

    @Option(
            names = "--threads",
            defaultValue = "1",
            description = "An operation's, on both sides; default ${DEFAULT-VALUE}.")
    private int threads;

    @Option(names = "--rounds", defaultValue = "5", description = "Turns each side has; default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "4",
            description = "Of a processor, each turn takes about that long; default ${DEFAULT-VALUE}.")
    private double seconds;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills it in
    public TrainingSpeedCommand() {}

    @Override
    public Integer call() throws IOException {
        print("%s, %d threads", Machine.describe(), threads);
        TorchEngine engine = TorchEngine.start(threads);
        Map<Precision, Double> ceilings = Ceiling.measure(engine, WorkloadStudent.configuration(VOCABULARIES.get(0)));
        ceilings.forEach((precision, ceiling) -> print(
                "ceiling of %s: %.0f GFLOP a processor second, in products of square matrices",
                precision, ceiling / 1e9));
        if (python == null) {
            print("no --python: the peer is not measured");
        }
        for (int vocabularySize : VOCABULARIES) {
            compare(Workload.real(vocabularySize), ceilings);
            compare(Workload.dense(vocabularySize), ceilings);
        }
        return 0;
    }

    private void compare(Workload workload, Map<Precision, Double> ceilings) throws IOException {
        print("vocabulary %d, %s:", workload.vocabularySize(), workload.name());
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            Path student = directory.path().resolve("student");
            WorkloadStudent.write(student, workload.vocabularySize());
            WorkFiles.write(workload, directory.path());
            OwnTraining own = new OwnTraining(workload, student, threads, seconds);
            if (python == null) {
                turns(own, Contest.of(workload, ceilings));
            } else {
                try (Peer peer = Peer.start(python, directory.path(), threads, seconds)) {
                    turns(own, peer, Contest.of(workload, ceilings));
                }
            }
        }
    }

    private void turns(OwnTraining own, Contest contest) throws IOException {
        for (int round = 0; round < rounds; round++) {
            for (Precision precision : contest.precisions()) {
                own(contest, precision, own.measure(precision));
            }
        }
    }

    private void turns(OwnTraining own, Peer peer, Contest contest) throws IOException {
        for (int round = 0; round < rounds; round++) {
            for (Precision precision : contest.precisions()) {
                own(contest, precision, own.measure(precision));
            }
            for (Peer.Manner manner : contest.manners()) {
                peers(contest, manner, peer.measure(manner));
            }
        }
        print("  Retort's best is %s times the peer's best", contest.verdict());
    }

    private void own(Contest contest, Precision precision, Measurement measured) {
        contest.own(measured.rate());
        print(
                "  Retort, %s: %s, %.0f%% of its ceiling; first loss %.4f%s",
                precision,
                tokens(measured.rate()),
                100 * contest.share(precision, measured.rate()),
                measured.firstLoss(),
                load());
    }

    private void peers(Contest contest, Peer.Manner manner, Measurement measured) {
        contest.peers(measured.rate());
        print("  peer, %s: %s; first loss %.4f%s", manner, tokens(measured.rate()), measured.firstLoss(), load());
    }

    private static String tokens(Rate rate) {
        return "tokens " + rate;
    }

    private static String load() {
        return " (load " + Machine.load() + ")";
    }

    private void print(String format, Object... arguments) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }
}
