@NullMarked
package io.retort.schemas.label;

import org.jspecify.annotations.NullMarked;
