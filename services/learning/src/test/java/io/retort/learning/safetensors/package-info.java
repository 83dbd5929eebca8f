@NullMarked
package io.retort.learning.safetensors;

import org.jspecify.annotations.NullMarked;
