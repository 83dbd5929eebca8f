/**
 * Chat templates in Jinja, rendered byte for byte as Python's jinja2 renders them the way transformers sets it up
 * ({@code trim_blocks}, {@code lstrip_blocks}, {@code raise_exception}, {@code tojson}), or refused. The engine is jinjava; what it
 * does otherwise is done here (white space around blocks, the methods of Python's strings, how values are printed), and what is
 * neither right in jinjava nor done here is found in the template and refused by name.
 */
@NullMarked
package io.retort.learning.jinja;

import org.jspecify.annotations.NullMarked;
