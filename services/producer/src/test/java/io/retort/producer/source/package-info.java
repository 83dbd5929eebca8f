@NullMarked
package io.retort.producer.source;

import org.jspecify.annotations.NullMarked;
