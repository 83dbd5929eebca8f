package io.retort.learning.huggingface;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Layers of a model, in the order in which a smaller one gets them.
 *
 * @param layers from 0, ascending, at least one
 */
public record ChosenLayers(List<Integer> layers) {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

    public ChosenLayers {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("no layers; allowed: at least one");
        }
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) < 0 || i > 0 && layers.get(i) <= layers.get(i - 1)) {
                throw new IllegalArgumentException("layers " + layers + "; allowed: from 0, ascending");
            }
        }
    }

    /** @param list numbers and ranges, such as {@code 0-3,26-29} */
    public static ChosenLayers parse(String list) {
        List<Integer> layers = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches()) {
                throw new IllegalArgumentException("layers '" + list + "'; allowed: a list such as 0-3,26-29");
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            for (int layer = first; layer <= last; layer++) {
                layers.add(layer);
            }
        }
        return new ChosenLayers(layers);
    }

    int count() {
        return layers.size();
    }
}
