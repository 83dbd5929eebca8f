@NullMarked
package io.retort.server.batch;

import org.jspecify.annotations.NullMarked;
