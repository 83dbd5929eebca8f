@NullMarked
package io.retort.testing.language;

import org.jspecify.annotations.NullMarked;
