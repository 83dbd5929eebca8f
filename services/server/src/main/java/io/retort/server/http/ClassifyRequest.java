package io.retort.server.http;

import java.util.List;
import java.util.Optional;

/**
 * What {@code POST /v1/classify} is asked.
 *
 * @param model name of a student; empty where there is one alone
 * @param texts at least one
 */
record ClassifyRequest(Optional<String> model, List<String> texts) {}
