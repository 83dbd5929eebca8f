@NullMarked
package io.retort.cli.compare;

import org.jspecify.annotations.NullMarked;
