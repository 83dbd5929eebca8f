/** Why a request gets no answer, for all that reads requests. */
@NullMarked
package io.retort.server.refusal;

import org.jspecify.annotations.NullMarked;
