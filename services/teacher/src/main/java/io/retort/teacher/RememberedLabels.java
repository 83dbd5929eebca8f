package io.retort.teacher;

import io.retort.schemas.record.Prompt;
import io.retort.schemas.record.Sha256;
import io.retort.schemas.record.SoftLabel;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The labels a teacher made last, so that a prompt that comes again, since its source was read again or a transaction was
 * aborted, has the label it had without the teacher's work. Remembered is what this teacher labelled since it was started, the
 * newest up to a number of bytes; a prompt is the same if its id and everything to read in it are. Used by one thread.
 */
final class RememberedLabels {

    private static final int BYTES_BESIDE = 500; // of a label beside its tokens and distributions, and of its entry

    private final Map<Key, SoftLabel> labels = new LinkedHashMap<>();
    private final long mostBytes;
    private long bytes;

    /** @param mostBytes about as much memory as the labels may take; 0 remembers nothing */
    RememberedLabels(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    Optional<SoftLabel> of(Key key) {
        return Optional.ofNullable(labels.get(key));
    }

    void remember(Key key, SoftLabel label) {
        if (labels.putIfAbsent(key, label) != null) {
            return;
        }
        bytes += bytes(label);
        Iterator<SoftLabel> oldest = labels.values().iterator();
        while (bytes > mostBytes && oldest.hasNext()) {
            bytes -= bytes(oldest.next());
            oldest.remove();
        }
    }

    private static long bytes(SoftLabel label) {
        return BYTES_BESIDE
                + 2L * label.getText().length()
                + label.getTokens().remaining()
                + label.getDistributions().remaining();
    }

    /** What makes two prompts the same. */
    record Key(String id, Sha256 input) {

        static Key of(Prompt prompt) {
            return new Key(prompt.getId(), PromptHash.of(prompt));
        }
    }
}
