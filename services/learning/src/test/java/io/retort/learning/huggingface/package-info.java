@NullMarked
package io.retort.learning.huggingface;

import org.jspecify.annotations.NullMarked;
