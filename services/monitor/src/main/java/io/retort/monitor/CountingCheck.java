package io.retort.monitor;

import io.retort.monitor.http.StateBoard;
import io.retort.platform.http.Readiness;
import io.retort.platform.http.ReadinessCheck;

/** Whether the stream is counted. */
final class CountingCheck implements ReadinessCheck {

    private static final String RUNNING = "RUNNING";

    private final StateBoard board;

    CountingCheck(StateBoard board) {
        this.board = board;
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public Readiness check() {
        String state = board.state().streams().state();
        return state.equals(RUNNING)
                ? new Readiness.Ready()
                : new Readiness.NotReady("the stream is not counted: Kafka Streams is " + state);
    }
}
