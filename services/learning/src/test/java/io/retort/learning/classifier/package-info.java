@NullMarked
package io.retort.learning.classifier;

import org.jspecify.annotations.NullMarked;
