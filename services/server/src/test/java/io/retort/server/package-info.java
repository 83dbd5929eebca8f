@NullMarked
package io.retort.server;

import org.jspecify.annotations.NullMarked;
