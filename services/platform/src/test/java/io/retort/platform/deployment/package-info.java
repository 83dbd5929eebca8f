@NullMarked
package io.retort.platform.deployment;

import org.jspecify.annotations.NullMarked;
