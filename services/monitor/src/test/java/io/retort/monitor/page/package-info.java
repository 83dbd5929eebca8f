/** The page in a real browser, against a monitor that follows a script. */
@NullMarked
package io.retort.monitor.page;

import org.jspecify.annotations.NullMarked;
