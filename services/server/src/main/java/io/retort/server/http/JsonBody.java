package io.retort.server.http;

/** What every answer of the API is, but for those that come in pieces. */
final class JsonBody {

    static final String TYPE = "application/json";

    private JsonBody() {}
}
