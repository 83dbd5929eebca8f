/** Makes a topic's records readable for {@code retort inspect}. Texts of prompts are shown only to who asks for them. */
@NullMarked
package io.retort.cli.inspect;

import org.jspecify.annotations.NullMarked;
