package io.retort.monitor.http;

import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.http.sse.SseClient;
import io.retort.monitor.state.MonitorState;
import io.retort.monitor.state.StateChanges;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Server-sent events: what has changed since the last one, to each client on its own thread, so that one that reads slowly, or
 * not at all, holds up no other. It then gets what has changed since the last one it got.
 */
final class StateEvents {

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);
    private static final int MOST_CLIENTS = 100;

    private final StateBoard board;
    private final AtomicInteger clients = new AtomicInteger();

    StateEvents(StateBoard board) {
        this.board = board;
    }

    /** Refuses a client too many, while there is still a status to be answered. */
    void admit(Context request) {
        if (clients.get() >= MOST_CLIENTS) {
            throw new ServiceUnavailableResponse("too many pages are open: " + MOST_CLIENTS);
        }
    }

    /** Sends events until the client or the monitor goes. */
    void serve(SseClient client) {
        clients.incrementAndGet();
        try {
            MonitorState sent = board.state();
            client.sendEvent("state", Json.text(StateChanges.since(sent, sent)));
            while (!client.terminated() && !board.isClosed()) {
                sent = sendNext(client, sent);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.decrementAndGet();
        }
    }

    private MonitorState sendNext(SseClient client, MonitorState sent) throws InterruptedException {
        MonitorState next = board.next(sent, KEEP_ALIVE);
        if (next.equals(sent)) {
            client.sendComment("keep-alive");
        } else {
            client.sendEvent("state", Json.text(StateChanges.since(sent, next)));
        }
        return next;
    }
}
