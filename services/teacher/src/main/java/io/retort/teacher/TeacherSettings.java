package io.retort.teacher;

import io.retort.platform.config.InvalidSetting;
import io.retort.platform.kafka.GroupMembership;
import io.retort.platform.kafka.RetrySettings;
import io.retort.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One instance of a teacher service. Instances of one teacher share the prompts.
 *
 * @param instance name of the instance, its own and the same at each start: 1 to 63 lower-case letters, digits, dots, dashes
 *     and underscores, beginning with a letter or digit. It stands in the transactional id and in the group; a second instance
 *     of the same name fences the first
 * @param batch when a batch goes to the teacher
 * @param retry the waits while the teacher is unavailable
 * @param sessionTimeout after how long without a sign of life other instances take over, 1 s or more
 * @param grantId the terms under which the teacher may be distilled, named in each label; empty to name none
 * @param untilIdle end once no prompt has come for this long and none is left; runs on if empty
 */
public record TeacherSettings(
        String instance,
        BatchSettings batch,
        RetrySettings retry,
        Duration sessionTimeout,
        Optional<String> grantId,
        Optional<Duration> untilIdle) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    public TeacherSettings {
        if (!NAME.matcher(instance).matches()) {
            throw new InvalidSetting(
                    "instance",
                    instance,
                    "1 to 63 lower-case letters, digits, dots, dashes and underscores, starting with a letter or digit");
        }
        if (sessionTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new InvalidSetting("sessionTimeout", sessionTimeout, "a duration of 1s or more");
        }
        if (grantId.isPresent() && grantId.get().isBlank()) {
            throw new InvalidSetting("grantId", "empty", "the id of a grant, or nothing");
        }
        if (untilIdle.isPresent() && untilIdle.get().compareTo(Duration.ofMillis(100)) < 0) {
            throw new InvalidSetting("untilIdle", untilIdle.get(), "a duration of at least 100ms, such as 10s");
        }
    }

    /** An instance as it is run unless told otherwise. */
    public static TeacherSettings of(String instance) {
        return new TeacherSettings(
                instance,
                BatchSettings.DEFAULT,
                RetrySettings.DEFAULTS,
                GroupMembership.DEFAULT_SESSION_TIMEOUT,
                Optional.empty(),
                Optional.empty());
    }

    /** The same with other batches. */
    public TeacherSettings withBatch(BatchSettings changed) {
        return new TeacherSettings(instance, changed, retry, sessionTimeout, grantId, untilIdle);
    }

    /** @param names keep installations on one cluster apart */
    public String transactionalId(TopicNames names) {
        return names.prefix() + "teacher." + instance;
    }

    /** The group that shares the prompts: one a teacher, so that two teachers label all of them both. */
    public static String groupId(TopicNames names, String teacherId) {
        return names.prefix() + "teacher." + teacherId;
    }
}
