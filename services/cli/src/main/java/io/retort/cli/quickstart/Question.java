package io.retort.cli.quickstart;

/**
 * A question to the API, to be tried.
 *
 * @param path of the endpoint
 * @param json the request's body
 */
record Question(String path, String json) {

    static Question ofClassifier() {
        return new Question("/v1/classify", "{\"input\": \"where is my parcel\"}");
    }

    static Question ofLanguageModel() {
        return new Question(
                "/v1/chat/completions",
                "{\"model\": \"" + QuickstartDirectory.STUDENT
                        + "\", \"messages\": [{\"role\": \"user\", \"content\": \"where is my parcel\"}]}");
    }
}
