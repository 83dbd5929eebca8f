@NullMarked
package io.retort.platform.kafka;

import org.jspecify.annotations.NullMarked;
