@NullMarked
package io.retort.server.http;

import org.jspecify.annotations.NullMarked;
