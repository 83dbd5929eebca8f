@NullMarked
package io.retort.learning.language;

import org.jspecify.annotations.NullMarked;
