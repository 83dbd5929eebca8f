package io.retort.platform.kafka;

import io.retort.platform.time.Time;
import io.retort.schemas.topic.AdminAnswers;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Asks the transaction coordinator. Where it has ended a transaction by itself, the last it knows of the transactional id is
 * an abort; a rival's initialization would have left it empty, and its work would have gone on from there. A rival that is
 * just initializing shows that abort for as long as it takes to ask again, so it has to stay.
 */
final class CoordinatorRivalCheck implements RivalCheck {

    private static final Duration STAYS = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final KafkaClients clients;
    private final String transactionalId;
    private final Time time;

    CoordinatorRivalCheck(KafkaClients clients, String transactionalId, Time time) {
        this.clients = clients;
        this.transactionalId = transactionalId;
        this.time = time;
    }

    @Override
    public boolean mayHaveCome() {
        try (Admin admin = clients.admin()) {
            long start = time.nanos();
            while (time.since(start).compareTo(STAYS) < 0) {
                if (!isAborted(admin)) {
                    return true;
                }
                time.sleep(LOOK_EVERY);
            }
            return false;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (KafkaException e) {
            return true; // not known
        }
    }

    private boolean isAborted(Admin admin) {
        TransactionState state = AdminAnswers.await(
                        admin.describeTransactions(List.of(transactionalId)).description(transactionalId))
                .state();
        return state == TransactionState.COMPLETE_ABORT || state == TransactionState.PREPARE_ABORT;
    }
}
