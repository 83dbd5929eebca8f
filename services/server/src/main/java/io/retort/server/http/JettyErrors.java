package io.retort.server.http;

import io.retort.server.refusal.ErrorBody;
import io.retort.server.refusal.ErrorCode;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The one shape of errors for what is refused before it comes to a route, such as a request that is no HTTP. */
final class JettyErrors extends ErrorHandler {

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, JsonBody.TYPE);
        response.write(true, ByteBuffer.wrap(body(code)), callback);
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, JsonBody.TYPE);
        return ByteBuffer.wrap(body(status));
    }

    private static byte[] body(int status) {
        return status < 500
                ? ErrorBody.json(ErrorCode.MALFORMED, "the request cannot be understood")
                : ErrorBody.json(ErrorCode.INTERNAL, "the server failed; its log says how");
    }
}
