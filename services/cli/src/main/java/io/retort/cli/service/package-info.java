/** Services, wired by hand from their settings, and run until they end or are asked to. */
@NullMarked
package io.retort.cli.service;

import org.jspecify.annotations.NullMarked;
