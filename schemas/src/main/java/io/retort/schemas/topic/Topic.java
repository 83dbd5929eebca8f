package io.retort.schemas.topic;

import java.time.Duration;

/** A topic of Retort's: its name without the prefix, and what about it is the same on every cluster. */
public enum Topic {
    /** Texts to label, keyed by prompt id. */
    PROMPTS("prompts", Spread.STREAM, new Cleanup.Delete(Duration.ofDays(7)), Sizes.MIB * 2),

    /** Teachers' answers, keyed by prompt id. How long they are kept is the replay window. */
    SOFT_LABELS("soft-labels", Spread.STREAM, new Cleanup.Delete(Duration.ofDays(14)), Sizes.MIB * 8),

    /** Names behind label spaces, keyed by fingerprint. Read whole at start. */
    LABEL_SPACES("label-spaces", Spread.ONE, new Cleanup.Compact(), Sizes.MIB),

    /** How far producers have read, keyed by source id. Read whole at start. */
    SOURCES("sources", Spread.ONE, new Cleanup.Compact(), Sizes.KIB * 64),

    /** Training steps, keyed by student. Outlives the labels: their window and the age of the oldest checkpoint kept. */
    JOURNAL("journal", Spread.STREAM, new Cleanup.Delete(Duration.ofDays(30)), Sizes.MIB),

    /** Announced checkpoints, keyed by student and id; a record exists if and only if its files do. */
    CHECKPOINTS("checkpoints", Spread.ONE, new Cleanup.Compact(), Sizes.MIB),

    /** Decisions on which checkpoint is served, keyed by student; the history, so none is ever deleted. */
    DEPLOYMENTS("deployments", Spread.ONE, new Cleanup.Keep(), Sizes.KIB * 256),

    /** The monitor's figures, keyed by subject and window. */
    FIGURES("figures", Spread.FOUR, new Cleanup.CompactAndDelete(Duration.ofDays(30)), Sizes.KIB * 256),

    /** What could not be used, as it came. The largest label fits with its original headers and the reason's. */
    DEAD_LETTERS("dead-letters", Spread.FOUR, new Cleanup.Delete(Duration.ofDays(30)), Sizes.MIB * 8 + Sizes.KIB * 64);

    private final String baseName;
    private final Spread spread;
    private final Cleanup cleanup;
    private final int maxMessageBytes;

    Topic(String baseName, Spread spread, Cleanup cleanup, int maxMessageBytes) {
        this.baseName = baseName;
        this.spread = spread;
        this.cleanup = cleanup;
        this.maxMessageBytes = maxMessageBytes;
    }

    /** Its name without the prefix. */
    public String baseName() {
        return baseName;
    }

    /**
     * Largest record batch the topic takes, in bytes ({@code max.message.bytes}). A batch holds at least one record, with
     * its key, headers and about 100 bytes around them. The producer's own limit counts bytes before compression.
     */
    public int maxMessageBytes() {
        return maxMessageBytes;
    }

    Spread spread() {
        return spread;
    }

    Cleanup cleanup() {
        return cleanup;
    }

    /** How many partitions a topic has. */
    enum Spread {
        /** As many as the sizing gives the stream of prompts: the most teachers that can share the work. */
        STREAM,
        /** One, because its readers rely on one order, or read it whole. */
        ONE,
        /** Four on every cluster. */
        FOUR
    }

    // An enum's own constants cannot be named before its instances.
    private static final class Sizes {
        static final int KIB = 1024;
        static final int MIB = 1024 * KIB;
    }
}
