@NullMarked
package io.retort.server.generation;

import org.jspecify.annotations.NullMarked;
