@NullMarked
package io.retort.learning.torch;

import org.jspecify.annotations.NullMarked;
