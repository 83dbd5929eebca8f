package io.retort.systemtests;

import static io.retort.systemtests.Commands.LIMIT;
import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;

import io.retort.testing.JavaProcess;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/** The transactions that are open on a broker, as it says itself. */
final class OpenTransactions {

    private final Admin admin;

    OpenTransactions(Admin admin) {
        this.admin = admin;
    }

    /**
     * Holds all processes at an instant at which each has a transaction open, and leaves them held.
     *
     * @param processes by what their transactional ids begin with; held in this order
     */
    void suspendAllWithin(Map<String, JavaProcess> processes) throws ExecutionException, InterruptedException {
        do {
            // A transaction of one that is held too long is aborted by the broker: then all are let go and held anew.
            processes.values().forEach(JavaProcess::resume);
            processes.forEach(this::suspendWithin);
        } while (!areOpen(processes.keySet()));
    }

    private void suspendWithin(String idPrefix, JavaProcess process) {
        await(idPrefix)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(LIMIT)
                .until(() -> areOpen(Set.of(idPrefix)) && suspended(idPrefix, process));
    }

    private boolean areOpen(Set<String> idPrefixes) throws ExecutionException, InterruptedException {
        Set<String> ids = ids();
        return idPrefixes.stream().allMatch(prefix -> ids.stream().anyMatch(id -> id.startsWith(prefix)));
    }

    // It may have committed before the signal reached it.
    private boolean suspended(String idPrefix, JavaProcess process) throws ExecutionException, InterruptedException {
        process.suspend();
        if (areOpen(Set.of(idPrefix))) {
            return true;
        }
        process.resume();
        return false;
    }

    private Set<String> ids() throws ExecutionException, InterruptedException {
        return admin
                .listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                .all()
                .get()
                .stream()
                .map(TransactionListing::transactionalId)
                .collect(toSet());
    }
}
