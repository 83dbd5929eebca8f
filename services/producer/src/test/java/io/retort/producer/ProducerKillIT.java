package io.retort.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.producer.source.FileSource;
import io.retort.producer.source.RecordLayout;
import io.retort.schemas.record.Prompt;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.JavaProcess;
import io.retort.testing.RetortKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a producer's process 20 times while it has a transaction open and lets it go on each time. The arithmetic, stated
 * before: as many committed prompts as lines, line i as prompt i, as many ids as lines although every line stands three
 * times in the input, and records that were sent and do not count, for otherwise no kill came between send and commit.
 */
@Timeout(400)
class ProducerKillIT {

    private static final int KILLS = 20;
    private static final int LINES = 150_000;

    /** A kill takes a few milliseconds, in which a transaction may end: so many must have hit all the same. */
    private static final int HITS = 8;

    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    @TempDir
    Path directory;

    @Test
    void shouldProduceNothingTwiceAndMissNothingWhenKilledBetweenSendAndCommit() throws Exception {
        List<String> lines = lines();
        Path file = Files.writeString(directory.resolve("messages.txt"), String.join("\n", lines));
        FileSource source = new FileSource(file, RecordLayout.text());
        Map<TransactionState, Integer> killedIn = new EnumMap<>(TransactionState.class);

        for (int seed = 0; seed < KILLS; seed++) {
            killedIn.merge(killInATransaction(file, source.id(), new Random(seed)), 1, Integer::sum);
        }
        try (JavaProcess last = start(file)) {
            assertThat(last.exitCode(Duration.ofSeconds(120))).as(last.output()).isZero();
        }

        ProducedTopics topics = new ProducedTopics(kafka.bootstrapServers(), TopicNames.standard());
        List<Prompt> prompts = topics.prompts(source);
        assertThat(prompts).hasSize(LINES);
        assertThat(prompts.stream().map(Prompt::getText).toList().equals(lines))
                .as("line i is prompt i")
                .isTrue();
        assertThat(prompts.stream().map(Prompt::getId).distinct()).hasSize(LINES);
        assertThat(topics.position(source).getRecords()).isEqualTo(LINES);
        assertThat(topics.position(source).getFinished()).isTrue();
        assertThat(killedIn.getOrDefault(TransactionState.ONGOING, 0))
                .as("killed while the transaction was: %s", killedIn)
                .isGreaterThanOrEqualTo(HITS);
        assertThat(topics.aborted()).isGreaterThanOrEqualTo(HITS);
        assertThat(topics.hasOpenTransaction()).isFalse();
    }

    /** Kills at the n-th look that finds a transaction open, and says in what state the process left it. */
    private TransactionState killInATransaction(Path file, String sourceId, Random random) throws Exception {
        String transactionalId = ProducerService.transactionalId(TopicNames.standard(), sourceId);
        try (JavaProcess process = start(file)) {
            // Said once the transaction that its killed predecessor left open is aborted.
            process.awaitLine("Producing behind the records", Duration.ofSeconds(60));
            int looks = 1 + random.nextInt(20);
            while (looks > 0) {
                assertThat(process.isAlive())
                        .as("lives until it is killed: " + process.output())
                        .isTrue();
                if (state(transactionalId) == TransactionState.ONGOING) {
                    looks--;
                }
            }
            process.kill();
            return state(transactionalId);
        }
    }

    private JavaProcess start(Path file) throws IOException {
        Path output = Files.createTempFile(directory, "process", ".log");
        return JavaProcess.start(output, ProducerProcess.class, kafka.bootstrapServers(), file.toString());
    }

    private static TransactionState state(String transactionalId) throws Exception {
        try {
            return kafka.admin()
                    .describeTransactions(List.of(transactionalId))
                    .description(transactionalId)
                    .get()
                    .state();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(TransactionalIdNotFoundException.class);
            return TransactionState.EMPTY;
        }
    }

    /** Seeded, a few hundred bytes each, every one three times in all, often one after the other. */
    private static List<String> lines() {
        Random random = new Random(42);
        List<String> distinct = IntStream.range(0, LINES / 3)
                .mapToObj(i -> i + " " + Long.toHexString(random.nextLong()).repeat(10))
                .toList();
        return IntStream.range(0, LINES)
                .mapToObj(i -> distinct.get(i % 3 == 2 ? LINES / 3 - 1 - i / 3 : i / 3))
                .toList();
    }
}
