package io.retort.platform.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was opened, in reverse order, all of it: one that fails or hangs does not keep the rest open. Each is closed
 * on a thread of its own, so that a limit holds; closing again changes nothing. Not for use by several threads at once.
 */
public final class Closer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Closer.class);

    private record Entry(String name, AutoCloseable resource) {}

    private final Duration limit;
    private final Deque<Entry> entries = new ArrayDeque<>();

    /** @param limit how long each may take to close before the next one's turn comes, more than zero */
    public Closer(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit is " + limit + "; more than zero");
        }
        this.limit = limit;
    }

    /**
     * Takes over the duty to close something.
     *
     * @param name what it is, for messages
     * @return the same resource
     */
    public <T extends AutoCloseable> T register(String name, T resource) {
        entries.push(new Entry(Objects.requireNonNull(name, "name"), Objects.requireNonNull(resource, "resource")));
        return resource;
    }

    /** @throws CloseFailedException if any of them failed or took too long; the others are closed all the same */
    @Override
    public void close() {
        CloseFailedException failure = null;
        // An interrupt ends the waiting for one of them; the flag would end it for all that follow, so it is set at the
        // end.
        boolean interrupted = Thread.interrupted();
        while (!entries.isEmpty()) {
            Entry entry = entries.pop();
            Throwable fault = closeWithin(entry);
            interrupted |= fault instanceof InterruptedException;
            failure = join(failure, entry, fault);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable Throwable closeWithin(Entry entry) {
        FutureTask<@Nullable Void> task = new FutureTask<>(() -> {
            entry.resource().close();
            return null;
        });
        Thread thread = new Thread(task, "close-" + entry.name());
        // One that never returns must not keep the process from ending.
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException | InterruptedException e) {
            task.cancel(true);
            return e;
        }
    }

    private @Nullable CloseFailedException join(
            @Nullable CloseFailedException before, Entry entry, @Nullable Throwable failure) {
        if (failure == null) {
            return before;
        }
        log.atWarn()
                .addKeyValue("resource", entry.name())
                .addKeyValue("reason", failure.toString())
                .log("Could not close in order");
        var named = new CloseFailedException(entry.name() + " did not close in order", failure);
        if (before == null) {
            return named;
        }
        before.addSuppressed(named);
        return before;
    }
}
