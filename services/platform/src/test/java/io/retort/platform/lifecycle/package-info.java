@NullMarked
package io.retort.platform.lifecycle;

import org.jspecify.annotations.NullMarked;
