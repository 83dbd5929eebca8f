package io.retort.trainer.checkpoint;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Writes checkpoints beside training, one at a time. Used by the trainer's thread only. */
public final class CheckpointWriter implements AutoCloseable {

    /** What became of the files. */
    public sealed interface Outcome {

        <R> R match(Function<Written, R> written, Function<Failed, R> failed);

        /** They are durable and can be announced. */
        record Written(WrittenCheckpoint checkpoint) implements Outcome {
            @Override
            public <R> R match(Function<Written, R> written, Function<Failed, R> failed) {
                return written.apply(this);
            }
        }

        /** There are none; training goes on, and the next due checkpoint is tried again. */
        record Failed(long step, IOException cause) implements Outcome {
            @Override
            public <R> R match(Function<Written, R> written, Function<Failed, R> failed) {
                return failed.apply(this);
            }

            /** What happened, for a person: the message of some file system faults is a path and no more. */
            public String reason() {
                if (cause instanceof NoSuchFileException) {
                    return cause.getMessage() + ": no such file or directory";
                }
                if (cause instanceof AccessDeniedException) {
                    return cause.getMessage() + ": permission denied";
                }
                return String.valueOf(cause.getMessage());
            }
        }
    }

    private final CheckpointDirectories directories;
    private final ExecutorService thread;
    private @Nullable Future<Outcome> writing;

    public CheckpointWriter(CheckpointDirectories directories, String student) {
        this.directories = directories;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread created = new Thread(task, "checkpoint-writer-" + student);
            created.setDaemon(true);
            return created;
        });
    }

    public boolean isIdle() {
        return writing == null;
    }

    /** Begins to write; the writer has to be idle. */
    public void begin(CheckpointDraft draft) {
        if (writing != null) {
            throw new IllegalStateException("a checkpoint is being written; one at a time");
        }
        writing = thread.submit(() -> write(draft));
    }

    /** The outcome, once, if writing has ended within the time; zero does not wait. */
    public Optional<Outcome> take(Duration wait) {
        if (writing == null) {
            return Optional.empty();
        }
        try {
            Outcome outcome = writing.get(wait.toMillis(), TimeUnit.MILLISECONDS);
            writing = null;
            return Optional.of(outcome);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("writing a checkpoint failed in a way that is a fault of Retort", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private Outcome write(CheckpointDraft draft) {
        try {
            return new Outcome.Written(directories.write(draft));
        } catch (IOException e) {
            return new Outcome.Failed(draft.learner().step(), e);
        }
    }
}
