package io.retort.teacher.encoder;

import java.util.List;

/**
 * What is read to know a class.
 *
 * @param name as it stands in the label space
 * @param texts its name as words, then its descriptions; at least one
 */
record ClassTexts(String name, List<String> texts) {}
