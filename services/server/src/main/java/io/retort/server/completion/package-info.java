/**
 * Requests and answers of {@code POST /v1/completions} and {@code POST /v1/chat/completions}, in the form of OpenAI's API. A field
 * is honoured, or it makes no difference to the answer, or the request is refused by its name: an answer to something else than
 * was asked is worse than none.
 */
@NullMarked
package io.retort.server.completion;

import org.jspecify.annotations.NullMarked;
