package io.retort.platform.http;

import io.retort.platform.config.InvalidSetting;
import java.time.Duration;

/**
 * The endpoints of one service.
 *
 * @param address the address to listen on, such as {@code 127.0.0.1}, or {@code 0.0.0.0} for every interface
 * @param port 0 to 65,535; 0 takes any that is free
 * @param livenessLimit how long the loop may go without a heartbeat, more than zero; longer than a broker's outage may keep
 *     one call waiting, which is some 45 s with the producer's standard deadline
 * @param checkEvery how often readiness is looked at anew, 100 ms or more
 */
public record EndpointSettings(String address, int port, Duration livenessLimit, Duration checkEvery) {

    /** On loopback, any port; alive within two minutes; checks every 5 s. */
    public static final EndpointSettings DEFAULTS =
            new EndpointSettings("127.0.0.1", 0, Duration.ofMinutes(2), Duration.ofSeconds(5));

    public EndpointSettings {
        if (address.isBlank()) {
            throw new InvalidSetting("address", "empty", "an address to listen on, such as 127.0.0.1 or 0.0.0.0");
        }
        if (port < 0 || port > 65_535) {
            throw new InvalidSetting("port", port, "a number from 0 to 65535; 0 takes any that is free");
        }
        if (livenessLimit.isNegative() || livenessLimit.isZero()) {
            throw new InvalidSetting("livenessLimit", livenessLimit, "a duration above zero such as 2m");
        }
        if (checkEvery.compareTo(Duration.ofMillis(100)) < 0) {
            throw new InvalidSetting("checkEvery", checkEvery, "a duration of 100ms or more");
        }
    }
}
