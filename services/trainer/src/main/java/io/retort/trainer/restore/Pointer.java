package io.retort.trainer.restore;

import io.retort.schemas.record.Sha256;
import io.retort.trainer.journal.JournalTail;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a student's journal ends and its newest checkpoint lies: the metadata of each offset the trainer commits, in the
 * transaction that makes it true.
 *
 * @param step training steps done after the last entry
 * @param entryNumber of the last entry
 * @param chain of the last entry
 * @param checkpointOffset offset of the newest announcement in the checkpoints topic
 * @param journalPartition where the student's entries lie
 * @param journalOffset where the entries after that checkpoint begin
 */
public record Pointer(
        long step, long entryNumber, Sha256 chain, long checkpointOffset, int journalPartition, long journalOffset) {

    private static final Pattern FORM = Pattern.compile(
            "retort-1 step=(\\d+) entry=(\\d+) chain=([0-9a-f]{64}) checkpoint=(\\d+) journal=(\\d+):(\\d+)");

    /** At most 200 characters; Kafka allows 4,096 bytes. */
    public String toMetadata() {
        return String.format(
                Locale.ROOT,
                "retort-1 step=%d entry=%d chain=%s checkpoint=%d journal=%d:%d",
                step,
                entryNumber,
                HexFormat.of().formatHex(chain.bytes()),
                checkpointOffset,
                journalPartition,
                journalOffset);
    }

    /** The pointer in an offset's metadata; empty if something else wrote it. */
    public static Optional<Pointer> parse(String metadata) {
        Matcher matcher = FORM.matcher(metadata);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Pointer(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                new Sha256(HexFormat.of().parseHex(matcher.group(3))),
                Long.parseLong(matcher.group(4)),
                Integer.parseInt(matcher.group(5)),
                Long.parseLong(matcher.group(6))));
    }

    boolean agreesWith(JournalTail tail) {
        return tail.number() == entryNumber
                && tail.step() == step
                && tail.chain().equals(chain);
    }
}
