package io.retort.server.http;

import io.javalin.http.Context;
import io.retort.server.refusal.ErrorCode;
import io.retort.server.refusal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Requests whose body is JSON. */
final class JsonRequest {

    private JsonRequest() {}

    /**
     * Refuses what is no JSON or too long by its headers.
     *
     * @throws Refusal if it is
     */
    static void require(Context context, LimitSettings limits) {
        if (context.req().getContentLengthLong() > limits.bodyBytes()) {
            throw BodyReader.tooLarge(limits);
        }
        @Nullable String type = context.req().getContentType();
        String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        @Nullable String encoding = context.header("Content-Encoding");
        if (!media.equals(JsonBody.TYPE) || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            throw new Refusal(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "the body has to be " + JsonBody.TYPE + ", not compressed");
        }
    }

    /** Begins to read the body; to be called once the request is asynchronous. */
    static CompletableFuture<byte[]> body(Context context, LimitSettings limits) {
        try {
            return BodyReader.read(context.req().getInputStream(), limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
