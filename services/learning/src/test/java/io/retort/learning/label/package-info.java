@NullMarked
package io.retort.learning.label;

import org.jspecify.annotations.NullMarked;
