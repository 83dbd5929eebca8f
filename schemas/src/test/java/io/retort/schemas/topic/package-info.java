@NullMarked
package io.retort.schemas.topic;

import org.jspecify.annotations.NullMarked;
