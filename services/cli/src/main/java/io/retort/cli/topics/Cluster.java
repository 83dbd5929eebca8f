package io.retort.cli.topics;

import io.retort.cli.CommandFailed;
import io.retort.platform.kafka.KafkaClients;
import io.retort.platform.kafka.KafkaSettings;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InterruptException;

/** A cluster that has answered. */
public final class Cluster implements AutoCloseable {

    private static final long SECONDS = 15;

    private final Admin admin;
    private final int brokers;

    private Cluster(Admin admin, int brokers) {
        this.admin = admin;
        this.brokers = brokers;
    }

    /**
     * Asks the cluster whether it is there: a service waits for its broker, a tool says that there is none.
     *
     * @throws CommandFailed if no broker answers
     */
    public static Cluster reach(KafkaSettings settings, String role) {
        Admin admin = new KafkaClients(settings, "retort-" + role).admin();
        try {
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .size();
            return new Cluster(admin, brokers);
        } catch (ExecutionException e) {
            admin.close(Duration.ZERO);
            String reason = e.getCause() instanceof AuthenticationException ? "does not let us in" : "gave no answer";
            throw new CommandFailed(
                    "the broker at " + settings.bootstrapServers() + " " + reason + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            admin.close(Duration.ZERO);
            throw new CommandFailed(
                    "no broker answers at " + settings.bootstrapServers() + " (waited " + SECONDS + " s)", e);
        } catch (InterruptedException e) {
            admin.close(Duration.ZERO);
            throw new InterruptException(e);
        }
    }

    public Admin admin() {
        return admin;
    }

    /** How many brokers it has. */
    public int brokers() {
        return brokers;
    }

    @Override
    public void close() {
        admin.close();
    }
}
