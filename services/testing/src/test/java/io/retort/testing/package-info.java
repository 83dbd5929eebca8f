@NullMarked
package io.retort.testing;

import org.jspecify.annotations.NullMarked;
