@NullMarked
package io.retort.learning.labelspace;

import org.jspecify.annotations.NullMarked;
