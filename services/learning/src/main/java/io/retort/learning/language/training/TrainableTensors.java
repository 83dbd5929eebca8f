package io.retort.learning.language.training;

import io.retort.learning.huggingface.ModelConfiguration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/**
 * Which of a model's tensors learn. The others keep their values and take no memory for gradients and moments.
 *
 * @param frozen regular expressions, each for whole names of tensors that do not learn, such as {@code model\.embed_tokens\..*};
 *     none where all learn
 */
public record TrainableTensors(List<String> frozen) {

    /** Every tensor learns. */
    public static final TrainableTensors ALL = new TrainableTensors(List.of());

    public TrainableTensors {
        frozen = List.copyOf(frozen);
        frozen.forEach(TrainableTensors::compiled);
    }

    /**
     * Which entries of the configuration's list of tensors learn, ascending.
     *
     * @throws IllegalArgumentException if a pattern matches no tensor, or all are frozen
     */
    int[] of(ModelConfiguration configuration) {
        List<String> names = configuration.tensorSpecifications().stream()
                .map(tensor -> tensor.name())
                .toList();
        List<Pattern> patterns = frozen.stream().map(TrainableTensors::compiled).toList();
        for (Pattern pattern : patterns) {
            if (names.stream().noneMatch(name -> pattern.matcher(name).matches())) {
                throw new IllegalArgumentException("frozen '" + pattern
                        + "' is no tensor's name; allowed: patterns for names such as " + names.get(0));
            }
        }
        int[] learning = IntStream.range(0, names.size())
                .filter(i -> patterns.stream()
                        .noneMatch(pattern -> pattern.matcher(names.get(i)).matches()))
                .toArray();
        if (learning.length == 0) {
            throw new IllegalArgumentException(
                    "frozen " + frozen + " leaves no tensor that learns; allowed: at least one");
        }
        return learning;
    }

    private static Pattern compiled(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "frozen has '" + pattern + "'; allowed: regular expressions, but " + e.getDescription(), e);
        }
    }
}
