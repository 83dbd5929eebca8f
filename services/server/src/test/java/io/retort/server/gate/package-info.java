@NullMarked
package io.retort.server.gate;

import org.jspecify.annotations.NullMarked;
