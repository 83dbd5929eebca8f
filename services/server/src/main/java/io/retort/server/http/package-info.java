/**
 * The server's API over HTTP. Bodies are read without holding a thread, up to a limit and within a time, so that slow clients
 * and large bodies cost nobody else anything. What a client sends is never logged. Every error has one shape, {@code {"error":
 * {"code", "message", "type", "param"}}}, with the codes of {@link io.retort.server.refusal.ErrorCode}; {@code openapi.json} says all of it.
 */
@NullMarked
package io.retort.server.http;

import org.jspecify.annotations.NullMarked;
