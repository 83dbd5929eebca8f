@NullMarked
package io.retort.server.live;

import org.jspecify.annotations.NullMarked;
