@NullMarked
package io.retort.learning.language.training;

import org.jspecify.annotations.NullMarked;
