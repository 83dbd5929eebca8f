/**
 * What a service shows to those who run it: whether it lives, whether it is ready, and its figures. The checks run on a
 * thread of their own at intervals; a request is answered with what they last found, so that no probe waits for a broker.
 */
@NullMarked
package io.retort.platform.http;

import org.jspecify.annotations.NullMarked;
