@NullMarked
package io.retort.producer.generator;

import org.jspecify.annotations.NullMarked;
