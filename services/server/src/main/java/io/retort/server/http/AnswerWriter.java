package io.retort.server.http;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Writes an answer as fast as its client takes it, without a thread that waits for a client that does not. */
final class AnswerWriter implements WriteListener {

    private static final int BLOCK = 32_768;
    private static final String EVENTS = "retort.events";

    private final ServletOutputStream out;
    private final byte[] body;
    private final CompletableFuture<@Nullable Void> written = new CompletableFuture<>();
    private int position;

    private AnswerWriter(ServletOutputStream out, byte[] body) {
        this.out = out;
        this.body = body;
    }

    /** Has events written where there would be a result. */
    static void useInstead(Context context, EventStream events) {
        context.status(200).contentType(EventStream.TYPE).header("Cache-Control", "no-cache");
        context.attribute(EVENTS, events);
    }

    /** Takes over the result that a request has come to, be it an answer or an error, or the events that go on coming. */
    static void takeOver(Context context) {
        @Nullable EventStream events = context.attribute(EVENTS);
        if (events != null) {
            context.future(() -> events.writeTo(outputStream(context)));
            return;
        }
        byte[] body = result(context);
        context.result(InputStream.nullInputStream());
        context.future(() -> write(context, body));
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (position == body.length) {
                written.complete(null);
                return;
            }
            int length = Math.min(BLOCK, body.length - position);
            out.write(body, position, length);
            position += length;
        }
    }

    /** The client is gone, or has taken nothing for too long; nobody is left to be told. */
    @Override
    public void onError(Throwable fault) {
        written.complete(null);
    }

    private static CompletableFuture<@Nullable Void> write(Context context, byte[] body) {
        context.res().setContentLength(body.length);
        ServletOutputStream out = outputStream(context);
        AnswerWriter writer = new AnswerWriter(out, body);
        out.setWriteListener(writer);
        return writer.written;
    }

    private static ServletOutputStream outputStream(Context context) {
        try {
            return context.res().getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] result(Context context) {
        try (@Nullable InputStream result = context.resultInputStream()) {
            return result == null ? new byte[0] : result.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
