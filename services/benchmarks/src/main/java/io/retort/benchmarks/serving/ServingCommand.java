package io.retort.benchmarks.serving;

import io.retort.benchmarks.Machine;
import io.retort.benchmarks.TemporaryDirectory;
import io.retort.broker.EmbeddedBroker;
import io.retort.broker.EmbeddedBrokerSettings;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.producer.generator.PromptGenerator;
import io.retort.schemas.record.DeployedCheckpoint;
import io.retort.schemas.topic.TopicCatalogue;
import io.retort.schemas.topic.TopicNames;
import io.retort.schemas.topic.TopicSizing;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code serving}: what a request takes, with and without swaps meanwhile, and what a swap takes. */
@Command(
        name = "serving",
        description = "Requests of one text over HTTP to a server in a process of its own: p50 and p99 with 1 and 32"
                + " clients, with swaps against without, and the time of a swap.",
        mixinStandardHelpOptions = true)
public final class ServingCommand implements Callable<Integer> {

    private static final int TEXTS = 1_000;
    private static final int MANY = 32;
    private static final int ROUNDS = 4;
    private static final int SWAPS_A_ROUND = 10;
    private static final long ROUND_MILLIS = 5_000;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills it in
    public ServingCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        print("%s", Machine.describe());
        TopicNames names = TopicNames.standard();
        try (TemporaryDirectory directory = TemporaryDirectory.create();
                EmbeddedBroker broker = EmbeddedBroker.start(
                        EmbeddedBrokerSettings.in(directory.path().resolve("broker")))) {
            KafkaClients clients = new KafkaClients(new KafkaSettings(broker.bootstrapServers()), "benchmark");
            try (Admin admin = clients.admin()) {
                TopicCatalogue.create(admin, names, TopicSizing.EMBEDDED);
            }
            try (Promotions promotions = new Promotions(directory.path().resolve("checkpoints"), clients, names);
                    ServerProcess server = ServerProcess.start(
                            broker.bootstrapServers(), directory.path().resolve("checkpoints"))) {
                measure(promotions, server);
            }
        }
        return 0;
    }

    private void measure(Promotions promotions, ServerProcess server) throws IOException, InterruptedException {
        Load load = new Load(server.port(), texts());
        warmUp(promotions, load, server);
        for (int clients : new int[] {1, MANY}) {
            Latencies latencies = load.measure(clients, () -> Thread.sleep(ROUND_MILLIS));
            print("%d classes, %d clients: %s%s", Promotions.CLASSES, clients, latencies, state(server));
        }
        List<Latencies> without = new ArrayList<>();
        List<Latencies> with = new ArrayList<>();
        List<Double> swaps = new ArrayList<>();
        // In turn: what else the processor does must not decide the ratio.
        for (int round = 0; round < ROUNDS; round++) {
            without.add(load.measure(MANY, () -> Thread.sleep(ROUND_MILLIS)));
            List<DeployedCheckpoint> next = written(promotions);
            with.add(load.measure(MANY, () -> swap(promotions, load, next, swaps)));
        }
        Latencies calm = Latencies.together(without);
        Latencies swapping = Latencies.together(with);
        print("%d clients without swaps: %s", MANY, calm);
        print("%d clients, a swap each %d ms: %s", MANY, ROUND_MILLIS / SWAPS_A_ROUND, swapping);
        print("p99 with swaps is %.2f of p99 without%s", swapping.quantile(0.99) / calm.quantile(0.99), state(server));
        Collections.sort(swaps);
        print(
                "a swap, from before the decision is written to the first answer by it: median %.0f ms, most %.0f ms (%d swaps)",
                swaps.get(swaps.size() / 2), swaps.get(swaps.size() - 1), swaps.size());
    }

    private static void warmUp(Promotions promotions, Load load, ServerProcess server)
            throws IOException, InterruptedException {
        promotions.promote(promotions.write());
        long began = System.nanoTime();
        while (true) {
            try {
                load.measure(MANY, () -> Thread.sleep(ROUND_MILLIS));
                return;
            } catch (IOException e) { // nothing is loaded yet
                if (System.nanoTime() - began > 60_000_000_000L) {
                    throw new IOException("the server " + server.pid() + " answers nothing", e);
                }
            }
        }
    }

    private static List<DeployedCheckpoint> written(Promotions promotions) throws IOException {
        List<DeployedCheckpoint> written = new ArrayList<>();
        for (int i = 0; i < SWAPS_A_ROUND; i++) {
            written.add(promotions.write());
        }
        return written;
    }

    private static void swap(Promotions promotions, Load load, List<DeployedCheckpoint> checkpoints, List<Double> swaps)
            throws InterruptedException {
        for (DeployedCheckpoint checkpoint : checkpoints) {
            long began = System.nanoTime();
            promotions.promote(checkpoint);
            swaps.add((load.awaitAnswerOf(checkpoint.getId()) - began) / 1e6);
            long spent = (System.nanoTime() - began) / 1_000_000;
            Thread.sleep(Math.max(0, ROUND_MILLIS / checkpoints.size() - spent));
        }
    }

    private static List<String> texts() {
        PromptGenerator generator = PromptGenerator.stream(1);
        return LongStream.range(0, TEXTS)
                .mapToObj(i -> generator.prompt(i).text())
                .toList();
    }

    private static String state(ServerProcess server) {
        return " (server's resident " + Machine.residentMemory(server.pid()) + ", load " + Machine.load() + ")";
    }

    private void print(String format, Object... arguments) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }
}
