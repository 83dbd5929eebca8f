/** The topics all services share: their names, their settings, and how they are created and checked. */
@NullMarked
package io.retort.schemas.topic;

import org.jspecify.annotations.NullMarked;
