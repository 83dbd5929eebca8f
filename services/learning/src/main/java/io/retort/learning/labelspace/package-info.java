/** What the entries of a label space are called: class names, what they mean, and how both are read from a file. */
@NullMarked
package io.retort.learning.labelspace;

import org.jspecify.annotations.NullMarked;
