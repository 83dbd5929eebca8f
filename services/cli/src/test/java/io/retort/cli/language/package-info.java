@NullMarked
package io.retort.cli.language;

import org.jspecify.annotations.NullMarked;
