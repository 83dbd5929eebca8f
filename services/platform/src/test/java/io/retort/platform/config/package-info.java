@NullMarked
package io.retort.platform.config;

import org.jspecify.annotations.NullMarked;
