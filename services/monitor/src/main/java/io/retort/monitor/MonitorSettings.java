package io.retort.monitor;

import io.retort.monitor.figure.Windows;
import io.retort.platform.config.InvalidSetting;
import java.time.Duration;
import java.util.Optional;

/**
 * An instance of the monitor. Instances with the same topics share the work, and must have the same windows.
 *
 * @param address where the page is served, such as {@code 127.0.0.1}; whoever reaches it sees the figures
 * @param port of the page, 0 to 65,535; 0 takes any that is free
 * @param window of event time that figures are summed over, 1s to 1h; those of windows of another length stay in the topic
 * @param grace how much later than the newest of its partition a record may come and still count in its window, 0s to 1d
 * @param history what is kept in memory and shown, 1m to 2d
 * @param textsShown whether prompts' texts may appear on the page, in dead letters
 * @param studentApi address of a server to ask the student at, such as {@code http://localhost:8090}
 * @param askTeacher whether the encoder is loaded, to be asked beside the student
 */
public record MonitorSettings(
        String address,
        int port,
        Duration window,
        Duration grace,
        Duration history,
        boolean textsShown,
        Optional<String> studentApi,
        boolean askTeacher) {

    /** On loopback at port 8081, windows of 5 s with a grace of 30 s, two hours of history, no texts, nobody to ask. */
    public static final MonitorSettings DEFAULTS = new MonitorSettings(
            "127.0.0.1",
            8081,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofHours(2),
            false,
            Optional.empty(),
            false);

    public MonitorSettings {
        if (address.isBlank()) {
            throw new InvalidSetting("address", "empty", "an address to listen on, such as 127.0.0.1 or 0.0.0.0");
        }
        if (port < 0 || port > 65_535) {
            throw new InvalidSetting("port", port, "a number from 0 to 65535; 0 takes any that is free");
        }
        require("window", window, Duration.ofSeconds(1), Duration.ofHours(1), "a duration from 1s to 1h");
        require("grace", grace, Duration.ZERO, Duration.ofDays(1), "a duration from 0s to 1d");
        require("history", history, Duration.ofMinutes(1), Duration.ofDays(2), "a duration from 1m to 2d");
        if (studentApi.isPresent() && !studentApi.get().matches("https?://[^/?#]+/?")) {
            throw new InvalidSetting("studentApi", studentApi.get(), "an address such as http://localhost:8090");
        }
    }

    /** The windows of event time. */
    public Windows windows() {
        return new Windows(window, grace);
    }

    private static void require(String key, Duration value, Duration least, Duration most, String allowed) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidSetting(key, value, allowed);
        }
    }
}
