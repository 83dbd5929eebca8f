@NullMarked
package io.retort.schemas.serde;

import org.jspecify.annotations.NullMarked;
