/**
 * Settings: records bound from YAML, overridden by the environment and by the command line. A record refuses a wrong
 * value in its compact constructor by throwing {@link io.retort.platform.config.InvalidSetting}; what binds it adds what a
 * record cannot know: the full key and where the value stands. All faults are reported at once.
 */
@NullMarked
package io.retort.platform.config;

import org.jspecify.annotations.NullMarked;
