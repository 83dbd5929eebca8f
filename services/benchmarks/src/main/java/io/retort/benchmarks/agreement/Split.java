package io.retort.benchmarks.agreement;

import io.retort.benchmarks.LabelledText;
import io.retort.schemas.label.Fingerprints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is held out and what is streamed; no text is in both.
 *
 * @param heldOut distinct texts, in the order of their hashes
 * @param streamed all others, as they came
 */
record Split(List<LabelledText> heldOut, List<LabelledText> streamed) {

    /** Holds out the texts with the smallest hashes, so that the choice depends on nothing but the texts. */
    static Split byHash(List<LabelledText> all, int heldOut) {
        return without(distinct(all).limit(heldOut).toList(), all);
    }

    /** Holds out a set of its own, as the publishers of the texts have divided them. */
    static Split asPublished(List<LabelledText> stream, List<LabelledText> heldOut) {
        return without(distinct(heldOut).toList(), stream);
    }

    /** In the order of their hashes, so that any part of them is drawn at random. */
    private static Stream<LabelledText> distinct(List<LabelledText> all) {
        Set<String> seen = new HashSet<>();
        return all.stream()
                .filter(one -> seen.add(one.text()))
                .sorted(Comparator.comparing(one -> Fingerprints.hex(Fingerprints.ofText(one.text()))));
    }

    private static Split without(List<LabelledText> heldOut, List<LabelledText> all) {
        Set<String> texts = heldOut.stream().map(LabelledText::text).collect(Collectors.toSet());
        return new Split(
                heldOut, all.stream().filter(one -> !texts.contains(one.text())).toList());
    }

    /** The stream in another order. */
    List<LabelledText> shuffled(long seed) {
        List<LabelledText> shuffled = new ArrayList<>(streamed);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }
}
