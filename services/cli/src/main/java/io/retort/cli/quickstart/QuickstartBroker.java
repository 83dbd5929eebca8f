package io.retort.cli.quickstart;

import io.retort.broker.BrokerStartException;
import io.retort.broker.EmbeddedBroker;
import io.retort.broker.EmbeddedBrokerSettings;
import io.retort.cli.UserMistake;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The broker of a quickstart: the one that runs, or one started for as long as this is open. */
public final class QuickstartBroker implements AutoCloseable {

    private final String bootstrapServers;
    private final @Nullable EmbeddedBroker started;

    private QuickstartBroker(String bootstrapServers, @Nullable EmbeddedBroker started) {
        this.bootstrapServers = bootstrapServers;
        this.started = started;
    }

    /** @throws UserMistake if no quickstart has run on the directory */
    public static QuickstartBroker in(Path path) throws BrokerStartException {
        Path data = new QuickstartDirectory(path.toAbsolutePath().normalize()).broker();
        Optional<String> last = EmbeddedBroker.lastAddress(data);
        if (last.isEmpty()) {
            throw new UserMistake("no quickstart has run on " + path);
        }
        try {
            EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBrokerSettings.in(data));
            return new QuickstartBroker(broker.bootstrapServers(), broker);
        } catch (BrokerStartException e) {
            if (e.reason() == BrokerStartException.Reason.DIRECTORY_IN_USE) {
                return new QuickstartBroker(last.get(), null);
            }
            throw e;
        }
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }
}
