@NullMarked
package io.retort.server.model;

import org.jspecify.annotations.NullMarked;
