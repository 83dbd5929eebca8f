package io.retort.server;

import io.retort.platform.config.InvalidSetting;
import io.retort.platform.kafka.RetrySettings;
import io.retort.server.batch.BatchSettings;
import io.retort.server.generation.GenerationSettings;
import io.retort.server.http.LimitSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A server.
 *
 * @param checkpoints the directory that trainers write checkpoints to
 * @param address where the API listens, such as {@code 127.0.0.1}, or {@code 0.0.0.0} for every interface
 * @param port the API's, 0 to 65,535; 0 takes any that is free
 * @param tokens file of bearer tokens, one a line, of which each request has to show one; empty to let everybody in
 * @param students those to be served; empty for all that are deployed
 * @param batch how requests are batched
 * @param limits what one request may ask for
 * @param generation how language models write
 * @param retry the waits before a checkpoint that did not load, or a broker that was away, is tried again
 * @param drainDelay how long to go on accepting connections after readiness has gone, zero to 15 s: long enough for whoever
 *     sends the requests to see it
 */
public record ServerSettings(
        Path checkpoints,
        String address,
        int port,
        Optional<Path> tokens,
        List<String> students,
        BatchSettings batch,
        LimitSettings limits,
        GenerationSettings generation,
        RetrySettings retry,
        Duration drainDelay) {

    private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);

    public ServerSettings {
        if (address.isBlank()) {
            throw new InvalidSetting("address", "empty", "an address to listen on, such as 127.0.0.1 or 0.0.0.0");
        }
        if (port < 0 || port > 65_535) {
            throw new InvalidSetting("port", port, "a number from 0 to 65535; 0 takes any that is free");
        }
        if (batch.queue() < limits.texts()) {
            throw new InvalidSetting(
                    "batch.queue",
                    batch.queue(),
                    "at least limits.texts, " + limits.texts() + ", so that any may wait");
        }
        if (drainDelay.isNegative() || drainDelay.compareTo(LONGEST_DELAY) > 0) {
            throw new InvalidSetting("drainDelay", drainDelay, "a duration from 0s to 15s");
        }
        students = List.copyOf(students);
    }

    /** A server as it is run unless told otherwise: on loopback, port 8090. */
    public static ServerSettings of(Path checkpoints) {
        return new ServerSettings(
                checkpoints,
                "127.0.0.1",
                8_090,
                Optional.empty(),
                List.of(),
                BatchSettings.DEFAULTS,
                LimitSettings.DEFAULTS,
                GenerationSettings.DEFAULTS,
                RetrySettings.DEFAULTS,
                Duration.ofSeconds(6));
    }

    /** The same on any port that is free, ending without delay: for a server that nobody balances load over. */
    public ServerSettings alone() {
        return new ServerSettings(
                checkpoints, address, 0, tokens, students, batch, limits, generation, retry, Duration.ZERO);
    }
}
