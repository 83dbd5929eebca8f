package io.retort.broker;

import io.retort.broker.BrokerStartException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The directory a broker keeps its data in. */
record BrokerDirectory(Path path) {

    private static final String FORMATTED = "meta.properties";
    private static final String METADATA_LOG = "__cluster_metadata-0";
    private static final String STOPPED_CLEANLY = ".kafka_cleanshutdown";

    /** Kafka's own: held by a running broker. */
    private static final String LOCK = ".lock";

    /**
     * Makes the directory if need be, and sees to it that this broker can have it.
     *
     * @throws BrokerStartException if it cannot be written, or another broker runs on it
     */
    void prepare() throws BrokerStartException {
        try {
            Files.createDirectories(path);
            // Permissions do not tell: root may write everywhere but on a read-only file system.
            Files.delete(Files.createTempFile(path, ".writable", null));
        } catch (FileAlreadyExistsException e) {
            throw new BrokerStartException(
                    Reason.DIRECTORY_UNUSABLE, path + " is a file; name a directory for the broker's data", e);
        } catch (IOException e) {
            throw new BrokerStartException(
                    Reason.DIRECTORY_UNUSABLE,
                    path + " cannot be written: " + FileFaults.describe(e)
                            + "; name a directory the broker may write to",
                    e);
        }
        requireUnlocked();
    }

    boolean formatted() {
        return Files.exists(path.resolve(FORMATTED));
    }

    /** Whether a broker ran here and had no time to say that it stopped. */
    boolean stoppedUncleanly() {
        return Files.exists(path.resolve(METADATA_LOG)) && !Files.exists(path.resolve(STOPPED_CLEANLY));
    }

    // Only ever called while this JVM runs no broker: to close a channel gives up every lock the JVM holds on the file.
    private void requireUnlocked() throws BrokerStartException {
        try (FileChannel channel =
                        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new BrokerStartException(
                        Reason.DIRECTORY_IN_USE,
                        "another broker runs on " + path + "; stop it, or name another directory");
            }
        } catch (BrokerStartException e) {
            throw e;
        } catch (IOException e) {
            throw new BrokerStartException(
                    Reason.DIRECTORY_UNUSABLE, path.resolve(LOCK) + " cannot be locked: " + FileFaults.describe(e), e);
        }
    }
}
