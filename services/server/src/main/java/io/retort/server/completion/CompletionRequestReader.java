package io.retort.server.completion;

import io.retort.server.refusal.Refusal;

/** Reads requests of one kind. Safe for use by several threads. */
public interface CompletionRequestReader {

    /** @throws Refusal if it is not what it has to be, or asks for what this server does not do */
    CompletionRequest read(byte[] body);
}
