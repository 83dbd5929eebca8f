@NullMarked
package io.retort.server.checkpoint;

import org.jspecify.annotations.NullMarked;
