package io.retort.server.http;

import io.retort.server.completion.EventSink;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events, written as they come and as fast as the client takes them. Whoever sends them does not wait: what the client
 * has not taken yet is kept, which is no more than one answer. Safe for use by several threads.
 */
final class EventStream implements EventSink, WriteListener {

    static final String TYPE = "text/event-stream;charset=utf-8";

    private static final byte[] BEGIN = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Executor threads;
    private final CompletableFuture<@Nullable Void> written = new CompletableFuture<>();
    private final Deque<byte[]> events = new ArrayDeque<>();
    private volatile Runnable whenGone = () -> {};
    private @Nullable ServletOutputStream out;
    private boolean possible;
    private boolean unflushed;
    private boolean ended;

    /** @param threads write */
    EventStream(Executor threads) {
        this.threads = threads;
    }

    /** @param action run if the client goes away, or takes nothing for too long */
    void whenGone(Runnable action) {
        whenGone = action;
    }

    /** Begins to write; the future is complete once all is written, or nobody is left to be written to. */
    CompletableFuture<@Nullable Void> writeTo(ServletOutputStream stream) {
        synchronized (this) {
            out = stream;
        }
        stream.setWriteListener(this);
        return written;
    }

    @Override
    public void send(byte[] data) {
        synchronized (this) {
            events.add(data);
        }
        threads.execute(this::write);
    }

    @Override
    public void end() {
        synchronized (this) {
            ended = true;
        }
        threads.execute(this::write);
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            possible = true;
        }
        write();
    }

    @Override
    public void onError(Throwable fault) {
        whenGone.run();
        written.complete(null);
    }

    private void write() {
        try {
            if (writeWhatIsThere()) {
                written.complete(null);
            }
        } catch (IOException e) {
            onError(e);
        }
    }

    /** Whether that was all. */
    private synchronized boolean writeWhatIsThere() throws IOException {
        while (out != null && possible && (unflushed || !events.isEmpty())) {
            byte[] event = events.poll();
            if (event == null) {
                out.flush();
            } else {
                out.write(framed(event));
            }
            unflushed = event != null;
            possible = out.isReady();
        }
        return ended && possible && events.isEmpty() && !unflushed;
    }

    private static byte[] framed(byte[] event) {
        byte[] framed = new byte[BEGIN.length + event.length + END.length];
        System.arraycopy(BEGIN, 0, framed, 0, BEGIN.length);
        System.arraycopy(event, 0, framed, BEGIN.length, event.length);
        System.arraycopy(END, 0, framed, BEGIN.length + event.length, END.length);
        return framed;
    }
}
