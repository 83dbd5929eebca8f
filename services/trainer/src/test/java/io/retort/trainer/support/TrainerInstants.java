package io.retort.trainer.support;

import io.retort.schemas.record.Checkpoint;
import io.retort.schemas.topic.TopicNames;
import io.retort.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.awaitility.Awaitility;

/** Tells from outside at which instant of its life a trainer is, and lets a test strike at one. */
public final class TrainerInstants {

    /** Instants at which a trainer has to survive being killed. */
    public enum Instant {
        WRITING_FILES,
        BETWEEN_RENAME_AND_ANNOUNCEMENT,
        TRANSACTION_OPEN,
        STEPS_JOURNALLED_AFTER_THE_CHECKPOINT
    }

    private static final String UNFINISHED = ".unfinished";

    private final Admin admin;
    private final JournalLedger ledger;
    private final String transactionalId;
    private final Path directory;

    public TrainerInstants(Admin admin, String bootstrapServers, TopicNames topics, String student, Path checkpoints) {
        this.admin = admin;
        // A transaction of a trainer that is stopped stays open: waiting for its end would outlast it.
        this.ledger = JournalLedger.stable(bootstrapServers, topics, student);
        this.transactionalId = topics.prefix() + "trainer." + student;
        this.directory = checkpoints.resolve(student);
    }

    /** Waits until the trainer seems to be at the instant; whether it was shows {@link #now} once it is stopped. */
    public void await(Instant wanted, JavaProcess trainer) {
        Set<String> before = directories();
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(60))
                .until(() -> !trainer.isAlive() || seemsAt(wanted, before));
    }

    /** The instants a trainer that was stopped or killed is at. */
    public Set<Instant> now() {
        Set<Instant> now = EnumSet.noneOf(Instant.class);
        Set<String> announced =
                ledger.checkpoints().stream().map(Checkpoint::getId).collect(Collectors.toSet());
        for (String name : directories()) {
            if (name.endsWith(UNFINISHED)) {
                now.add(Instant.WRITING_FILES);
            } else if (!announced.contains(name) && isNewest(name)) {
                now.add(Instant.BETWEEN_RENAME_AND_ANNOUNCEMENT);
            }
        }
        if (transactionState() == TransactionState.ONGOING) {
            now.add(Instant.TRANSACTION_OPEN);
        }
        if (hasTail()) {
            now.add(Instant.STEPS_JOURNALLED_AFTER_THE_CHECKPOINT);
        }
        return now;
    }

    private boolean seemsAt(Instant wanted, Set<String> before) {
        return switch (wanted) {
            case WRITING_FILES ->
                directories().stream().anyMatch(name -> name.endsWith(UNFINISHED) && !before.contains(name));
            case BETWEEN_RENAME_AND_ANNOUNCEMENT ->
                directories().stream().anyMatch(name -> !name.endsWith(UNFINISHED) && !before.contains(name));
            case TRANSACTION_OPEN -> transactionState() == TransactionState.ONGOING;
            // With a new checkpoint, so that a trainer that is killed again and again gets further each time.
            case STEPS_JOURNALLED_AFTER_THE_CHECKPOINT -> !before.equals(directories()) && hasTail();
        };
    }

    private boolean hasTail() {
        long checkpoint = ledger.newestStep();
        return checkpoint >= 0 && ledger.steps().size() > checkpoint;
    }

    private boolean isNewest(String name) {
        return directories().stream()
                .filter(other -> !other.endsWith(UNFINISHED))
                .allMatch(other -> other.compareTo(name) <= 0);
    }

    private TransactionState transactionState() {
        try {
            return admin.describeTransactions(List.of(transactionalId))
                    .description(transactionalId)
                    .get()
                    .state();
        } catch (ExecutionException e) {
            return TransactionState.UNKNOWN;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Set<String> directories() {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of();
        }
    }
}
