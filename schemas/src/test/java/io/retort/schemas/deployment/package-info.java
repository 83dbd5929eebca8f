@NullMarked
package io.retort.schemas.deployment;

import org.jspecify.annotations.NullMarked;
