@NullMarked
package io.retort.learning.jinja;

import org.jspecify.annotations.NullMarked;
