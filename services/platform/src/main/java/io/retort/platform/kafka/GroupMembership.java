package io.retort.platform.kafka;

import io.retort.platform.config.InvalidSetting;
import java.time.Duration;

/**
 * An instance's place in the group that shares a topic. The membership is static: an instance that comes back within the
 * session's time-out takes its partitions up again without a rebalance.
 *
 * @param group the group's id
 * @param instance the instance's own id within the group, the same at each start; a second one with the same id fences the
 *     first
 * @param sessionTimeout after how long without a heartbeat the group gives an instance's partitions to others, 1 s or more;
 *     the broker's {@code group.min.session.timeout.ms} and {@code group.max.session.timeout.ms} bound it too
 */
public record GroupMembership(String group, String instance, Duration sessionTimeout) {

    /** 10 s. */
    public static final Duration DEFAULT_SESSION_TIMEOUT = Duration.ofSeconds(10);

    public GroupMembership {
        if (group.isBlank()) {
            throw new InvalidSetting("group", "empty", "a name");
        }
        if (instance.isBlank()) {
            throw new InvalidSetting("instance", "empty", "a name, the same at each start of this instance");
        }
        if (sessionTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new InvalidSetting("sessionTimeout", sessionTimeout, "a duration of 1s or more");
        }
    }
}
