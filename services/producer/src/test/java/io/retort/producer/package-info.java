@NullMarked
package io.retort.producer;

import org.jspecify.annotations.NullMarked;
