@NullMarked
package io.retort.broker;

import org.jspecify.annotations.NullMarked;
