@NullMarked
package io.retort.server.completion;

import org.jspecify.annotations.NullMarked;
