package io.retort.producer.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** How a customer in haste writes: words are left out, at random. */
final class Haste {

    private static final double LEFT_OUT = 0.25;

    /** A message keeps at least so many words. */
    private static final int FEWEST_WORDS = 2;

    private Haste() {}

    static String shortened(String message, Random random) {
        List<String> words = new ArrayList<>(List.of(message.split(" ")));
        for (int i = words.size() - 1; i >= 0; i--) {
            if (random.nextDouble() < LEFT_OUT && words.size() > FEWEST_WORDS) {
                words.remove(i);
            }
        }
        return String.join(" ", words);
    }
}
