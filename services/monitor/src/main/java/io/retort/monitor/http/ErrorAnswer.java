package io.retort.monitor.http;

import io.javalin.http.Context;

/** Every error's shape. */
record ErrorAnswer(ErrorBody error) {

    /**
     * What is in it.
     *
     * @param code in snake_case, for programs
     * @param message for a person
     */
    record ErrorBody(String code, String message) {}

    static void write(Context request, int status, String code, String message) {
        request.status(status)
                .contentType("application/json")
                .result(Json.text(new ErrorAnswer(new ErrorBody(code, message))));
    }
}
