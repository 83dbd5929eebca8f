package io.retort.server.http;

import io.retort.server.refusal.ErrorCode;
import io.retort.server.refusal.Refusal;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Reads a body as it comes, without a thread that waits for it, and no further than the limits allow. */
final class BodyReader implements ReadListener {

    private static final int BLOCK = 8_192;

    private final ServletInputStream in;
    private final LimitSettings limits;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();

    private BodyReader(ServletInputStream in, LimitSettings limits) {
        this.in = in;
        this.limits = limits;
    }

    /**
     * Begins to read; to be called once the request is asynchronous. The future fails with a {@link Refusal}, or with a
     * {@link java.util.concurrent.TimeoutException} when the time is over.
     */
    static CompletableFuture<byte[]> read(ServletInputStream in, LimitSettings limits) {
        BodyReader reader = new BodyReader(in, limits);
        in.setReadListener(reader);
        return reader.body.orTimeout(limits.bodyTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    static Refusal tooLarge(LimitSettings limits) {
        return new Refusal(
                ErrorCode.BODY_TOO_LARGE, "the body has more than the " + limits.bodyBytes() + " bytes allowed");
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] block = new byte[BLOCK];
        while (!body.isDone() && in.isReady()) {
            int count = in.read(block);
            if (count < 0) {
                return;
            }
            if (read.size() + count > limits.bodyBytes()) {
                body.completeExceptionally(tooLarge(limits));
                return;
            }
            read.write(block, 0, count);
        }
    }

    @Override
    public void onAllDataRead() {
        body.complete(read.toByteArray());
    }

    @Override
    public void onError(Throwable fault) {
        // Nobody is likely to read it: the connection is gone, or was idle for too long.
        body.completeExceptionally(new Refusal(ErrorCode.TOO_SLOW, "the body ended before it was whole"));
    }
}
