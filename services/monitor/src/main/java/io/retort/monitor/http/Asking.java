package io.retort.monitor.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.UnsupportedMediaTypeResponse;
import io.retort.monitor.ask.AskFailedException;
import io.retort.monitor.ask.AskedModel;
import io.retort.monitor.ask.AskedModels;
import io.retort.monitor.ask.ModelAnswer;
import io.retort.monitor.ask.ModelAnswer.ClassProbability;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One text, asked of student and teacher. Nothing of the text is logged. */
final class Asking {

    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);
    private static final int LONGEST_TEXT = 10_000;
    private static final int CLASSES = 5;
    private static final int AT_ONCE = 4;

    private final AskedModels models;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** Both answers. */
    private record Answers(Answer student, Answer teacher) {}

    /** One model's, or why there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Answer(
            @Nullable String checkpoint,
            @Nullable String id,
            @Nullable List<ClassProbability> classes,
            @Nullable Double millis,
            @Nullable String error) {

        static Answer failed(String reason) {
            return new Answer(null, null, null, null, reason);
        }
    }

    Asking(AskedModels models) {
        this.models = models;
    }

    void serve(Context request) {
        if (!models.isAny()) {
            ErrorAnswer.write(request, 404, "asking_off", "this monitor knows nobody to ask; see monitor.studentApi");
            return;
        }
        String text = textOf(request);
        if (!places.tryAcquire()) {
            request.header("Retry-After", "1");
            ErrorAnswer.write(
                    request,
                    HttpStatus.TOO_MANY_REQUESTS.getCode(),
                    "too_many_requests",
                    "others are asking; try again");
            return;
        }
        try {
            Answers answers = new Answers(ask(models.student(), text, true), ask(models.teacher(), text, false));
            request.contentType("application/json").result(Json.text(answers));
        } finally {
            places.release();
        }
    }

    private static Answer ask(Optional<AskedModel> model, String text, boolean student) {
        if (model.isEmpty()) {
            return Answer.failed(student ? "no student can be asked here" : "no teacher can be asked here");
        }
        long start = System.nanoTime();
        try {
            ModelAnswer answer = model.get().ask(text);
            double millis = (System.nanoTime() - start) / 1000 / 1000.0;
            List<ClassProbability> classes = answer.classes()
                    .subList(0, Math.min(CLASSES, answer.classes().size()));
            return new Answer(student ? answer.from() : null, student ? null : answer.from(), classes, millis, null);
        } catch (AskFailedException e) {
            return Answer.failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("reason", e.getClass().getSimpleName()).log("A model that was asked failed");
            return Answer.failed("it failed");
        }
    }

    // A form of another site can post text, but not say that it is JSON without asking this server first.
    private static String textOf(Context request) {
        String type = request.contentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new UnsupportedMediaTypeResponse("the body must be application/json");
        }
        JsonNode text = body(request).path("text");
        if (!text.isTextual() || text.textValue().isBlank() || text.textValue().length() > LONGEST_TEXT) {
            throw new BadRequestResponse("text must be 1 to " + LONGEST_TEXT + " characters");
        }
        return text.textValue();
    }

    private static JsonNode body(Context request) {
        JsonNode body;
        try {
            body = Json.MAPPER.readTree(request.body());
        } catch (JsonProcessingException e) {
            throw new BadRequestResponse("the body is not JSON");
        }
        if (!body.isObject() || body.size() != 1) {
            throw new BadRequestResponse("the body must be an object with text, and nothing else");
        }
        return body;
    }
}
