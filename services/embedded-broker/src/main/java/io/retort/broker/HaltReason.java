package io.retort.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Why Kafka ended the process. */
final class HaltReason {

    /** With less than this left, no new segment or index can be written. */
    private static final long HARDLY_ANY_BYTES = 16L * 1024 * 1024;

    private HaltReason() {}

    /**
     * @param message Kafka's own, which it mostly leaves out
     */
    static String describe(Path directory, @Nullable String message) {
        String reason = message == null ? "Kafka gave its data directory up" : message;
        return "retort: the broker on " + directory + " failed and this process ends: " + reason + disk(directory);
    }

    private static String disk(Path directory) {
        try {
            long free = Files.getFileStore(directory).getUsableSpace();
            return free < HARDLY_ANY_BYTES
                    ? "; its disk is full (" + free + " bytes left): make room and start again"
                    : "";
        } catch (IOException e) {
            return "; the directory cannot be read: " + FileFaults.describe(e);
        }
    }
}
