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

    private final ServletOutputStream out;
    private final byte[] body;
    private final CompletableFuture<@Nullable Void> written = new CompletableFuture<>();
    private int position;

    private AnswerWriter(ServletOutputStream out, byte[] body) {
        this.out = out;
        this.body = body;
    }

    /** Takes over the result that a request has come to, be it an answer or an error. */
    static void takeOver(Context context) {
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
        try {
            context.res().setContentLength(body.length);
            ServletOutputStream out = context.res().getOutputStream();
            AnswerWriter writer = new AnswerWriter(out, body);
            out.setWriteListener(writer);
            return writer.written;
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
