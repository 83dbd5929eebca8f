package io.retort.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import io.retort.server.refusal.ErrorBody;
import io.retort.server.refusal.ErrorCode;
import io.retort.server.refusal.Refusal;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for all that goes wrong, in the one shape. */
final class JsonErrors {

    private static final Logger LOG = LoggerFactory.getLogger(JsonErrors.class);

    /** What waits is worked off in less; whole seconds are all the header can say. */
    private static final String RETRY_AFTER = "1";

    private JsonErrors() {}

    static void register(RoutesConfig routes) {
        routes.exception(Refusal.class, JsonErrors::answer);
        routes.exception(
                TimeoutException.class,
                (late, context) -> answer(context, ErrorCode.TOO_SLOW, "the body did not come in time"));
        routes.exception(HttpResponseException.class, JsonErrors::answerRouting);
        routes.exception(Exception.class, (fault, context) -> {
            LOG.atError()
                    .addKeyValue("reason", fault.getClass().getName()) // its message might hold a text
                    .addKeyValue("at", fault.getStackTrace().length == 0 ? "" : fault.getStackTrace()[0])
                    .log("A request could not be answered");
            answer(context, ErrorCode.INTERNAL, "the server failed; its log says how");
        });
    }

    private static void answerRouting(HttpResponseException fault, Context context) {
        if (fault instanceof MethodNotAllowedResponse refused) {
            String allowed = String.join(", ", refused.getDetails().values());
            context.header("Allow", allowed);
            answer(context, ErrorCode.METHOD_NOT_ALLOWED, "allowed here: " + allowed);
        } else if (fault instanceof NotFoundResponse) {
            answer(context, ErrorCode.NOT_FOUND, "there is nothing here; GET /openapi.json says what there is");
        } else {
            answer(context, ErrorCode.MALFORMED, "the request cannot be understood");
        }
    }

    private static void answer(Context context, ErrorCode error, String message) {
        answer(new Refusal(error, message), context);
    }

    private static void answer(Refusal refusal, Context context) {
        switch (refusal.error()) {
            case QUEUE_FULL, NOT_LOADED, NO_STUDENT, DRAINING -> context.header("Retry-After", RETRY_AFTER);
            case UNAUTHORIZED -> context.header("WWW-Authenticate", "Bearer");
            // What is left of the body is not read.
            case BODY_TOO_LARGE, TOO_SLOW -> context.header("Connection", "close");
            default -> {}
        }
        context.status(refusal.error().status()).contentType(JsonBody.TYPE).result(ErrorBody.json(refusal));
    }
}
