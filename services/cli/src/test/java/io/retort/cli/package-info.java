@NullMarked
package io.retort.cli;

import org.jspecify.annotations.NullMarked;
