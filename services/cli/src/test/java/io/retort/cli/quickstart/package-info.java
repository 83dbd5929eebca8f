@NullMarked
package io.retort.cli.quickstart;

import org.jspecify.annotations.NullMarked;
