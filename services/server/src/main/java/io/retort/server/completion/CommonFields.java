package io.retort.server.completion;

import com.fasterxml.jackson.databind.JsonNode;
import io.retort.server.completion.CompletionRequest.Streaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** What both kinds of request say in the same words. */
final class CommonFields {

    private static final float COLDEST = 0.01f;
    private static final float HOTTEST = 2;

    /** What of a share is left above 0 as a float. */
    private static final float LEAST_SHARE = Float.MIN_NORMAL;

    private static final int MOST_STOPS = 4;
    private static final int LONGEST_STOP = 256;
    private static final String STOPS = "a text or up to " + MOST_STOPS + " of 1 to " + LONGEST_STOP + " characters";

    private CommonFields() {}

    static Sampling sampling(Fields fields) {
        double temperature = fields.number(
                        "temperature",
                        t -> t == 0 || (float) t.doubleValue() >= COLDEST && t <= HOTTEST,
                        "0, or from 0.01 to 2")
                .orElse(1.0);
        double topP = fields.number("top_p", p -> p >= LEAST_SHARE && p <= 1, "above 0, at most 1")
                .orElse(1.0);
        long seed =
                fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElseGet(ThreadLocalRandom.current()::nextLong);
        return new Sampling((float) temperature, (float) topP, seed, stops(fields));
    }

    private static List<String> stops(Fields fields) {
        Optional<JsonNode> value = fields.any("stop");
        if (value.isEmpty()) {
            return List.of();
        }
        List<String> stops = new ArrayList<>();
        for (JsonNode stop : value.get().isArray() ? value.get() : List.of(value.get())) {
            stops.add(Texts.of(stop)
                    .filter(text -> !text.isEmpty() && text.length() <= LONGEST_STOP)
                    .orElseThrow(() -> fields.invalid("stop", "has something else", STOPS)));
        }
        if (stops.size() > MOST_STOPS) {
            throw fields.invalid("stop", "has " + stops.size() + " texts", STOPS);
        }
        return stops;
    }

    static Streaming streaming(Fields fields) {
        boolean stream = fields.flag("stream");
        Optional<Fields> options = fields.object("stream_options");
        if (options.isPresent() && !stream) {
            throw fields.invalid("stream_options", "is there without stream", "with stream alone");
        }
        boolean usage = options.isPresent() && options.get().flag("include_usage");
        options.ifPresent(known -> {
            known.ignore("include_obfuscation");
            known.refuseOthers();
        });
        if (!stream) {
            return Streaming.WHOLE;
        }
        return usage ? Streaming.IN_PIECES_WITH_USAGE : Streaming.IN_PIECES;
    }

    /** What changes nothing, or what this server does not do. */
    static void requireOnlyWhatIsDone(Fields fields) {
        fields.ignore(
                "user",
                "metadata",
                "store",
                "service_tier",
                "safety_identifier",
                "prompt_cache_key",
                "prompt_cache_retention");
        fields.requireNeutral("n", is(1), "1");
        fields.requireNeutral("presence_penalty", is(0), "0");
        fields.requireNeutral("frequency_penalty", is(0), "0");
        fields.requireNeutral("logit_bias", value -> value.isObject() && value.isEmpty(), "an empty object");
    }

    static Predicate<JsonNode> is(int number) {
        return value -> value.isNumber() && value.doubleValue() == number;
    }

    static Predicate<JsonNode> isFalse() {
        return value -> value.isBoolean() && !value.booleanValue();
    }
}
