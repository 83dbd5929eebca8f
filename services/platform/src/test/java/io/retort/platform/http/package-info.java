@NullMarked
package io.retort.platform.http;

import org.jspecify.annotations.NullMarked;
