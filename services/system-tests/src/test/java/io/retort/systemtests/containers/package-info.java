/**
 * The services as containers of the image that the build has made, on the broker that others run: what a process of the
 * build's own cannot show. Only the profile {@code docker} runs these.
 */
@NullMarked
package io.retort.systemtests.containers;

import org.jspecify.annotations.NullMarked;
