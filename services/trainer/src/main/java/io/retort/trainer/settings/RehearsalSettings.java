package io.retort.trainer.settings;

import io.retort.platform.config.InvalidSetting;

/**
 * What a step learns from beside its fresh labels: batches drawn uniformly, with replacement, from the newest labels
 * learned before it.
 *
 * @param batches drawn for each step, 0 to 64; 0 rehearses nothing
 * @param window labels to draw from, 1 to 10,000,000; rounded to whole steps
 */
public record RehearsalSettings(int batches, int window) {

    public static final RehearsalSettings DEFAULT = new RehearsalSettings(4, 20_000);

    /** No rehearsal. */
    public static final RehearsalSettings NONE = new RehearsalSettings(0, 1);

    public RehearsalSettings {
        if (batches < 0 || batches > 64) {
            throw new InvalidSetting("batches", batches, "a number from 0 to 64");
        }
        if (window < 1 || window > 10_000_000) {
            throw new InvalidSetting("window", window, "a number from 1 to 10000000");
        }
    }
}
