package io.retort.producer.generator;

import io.retort.schemas.record.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Messages to a shop's customer support, without end. Message i is a function of the seed, i and the bundled resources.
 *
 * <p>Safe for use by several threads.
 */
public final class PromptGenerator {

    private static final double LONG = 0.3;
    private static final double MIDDLING = 0.4;
    private static final double DETAIL_IN_MIDDLING = 0.25;
    private static final double PATTERNED = 0.4;

    /** Shares of the stream's messages; what is held out is whole messages about one thing. */
    private static final double SECOND_WISH = 0.1;

    private static final double HASTE = 0.2;

    private final Grammar grammar;
    private final long seed;
    private final Part part;

    private PromptGenerator(Part part, long seed) {
        this.grammar = Grammar.of(part);
        this.part = part;
        this.seed = seed;
    }

    /** The messages a producer streams. */
    public static PromptGenerator stream(long seed) {
        return new PromptGenerator(Part.STREAM, seed);
    }

    /** Messages for evaluation: none shares a template or a slot value with a message of any stream. */
    public static PromptGenerator heldOut(long seed) {
        return new PromptGenerator(Part.HELD_OUT, seed);
    }

    /** SHA-256 of the resources: where it is the same, the same seed gives the same messages. */
    public static Sha256 fingerprint() {
        return Grammar.fingerprint();
    }

    /** The names of the intents messages are written for. */
    public List<String> intents() {
        return grammar.intents();
    }

    /**
     * One message.
     *
     * @param index which, from 0
     */
    public GeneratedPrompt prompt(long index) {
        if (index < 0) {
            throw new IllegalArgumentException("index is " + index + "; allowed: 0 or more");
        }
        // java.util.Random's algorithm is part of its contract, so another Java version gives the same messages.
        Random random = new Random(mixed(mixed(seed + part.ordinal()) ^ index));
        String intent = Template.pick(grammar.intents(), random);
        String message = message(intent, random);
        String written = part == Part.STREAM ? varied(message, random) : message;
        return new GeneratedPrompt(intent, Typist.type(written, random));
    }

    /**
     * Some customers want two things at once, and some leave words out. The teacher's label for them tells the student what
     * the words mean rather than which sentence they stood in.
     */
    private String varied(String message, Random random) {
        double draw = random.nextDouble();
        if (draw < SECOND_WISH) {
            String other = Template.pick(grammar.intents(), random);
            String second = random.nextBoolean() ? request(other, random) : fill(details(other), random);
            return joined(List.of(message, second));
        }
        return draw < SECOND_WISH + HASTE ? Haste.shortened(message, random) : message;
    }

    private String message(String intent, Random random) {
        double length = random.nextDouble();
        List<String> sentences = new ArrayList<>();
        if (length < LONG) {
            sentences.add(fill(grammar.openings(), random));
            boolean detailFirst = random.nextInt(4) == 0;
            String detail = fill(details(intent), random);
            String request = request(intent, random);
            sentences.add(detailFirst ? detail : request);
            sentences.add(detailFirst ? request : detail);
            sentences.add(fill(grammar.closings(), random));
        } else if (length < LONG + MIDDLING) {
            if (random.nextBoolean()) {
                sentences.add(fill(grammar.openings(), random));
            }
            sentences.add(request(intent, random));
            if (random.nextDouble() < DETAIL_IN_MIDDLING) {
                sentences.add(fill(details(intent), random));
            } else if (random.nextBoolean()) {
                sentences.add(fill(grammar.closings(), random));
            }
        } else {
            sentences.add(request(intent, random));
        }
        return joined(sentences);
    }

    private String request(String intent, Random random) {
        List<Template> patterns = grammar.patterns().getOrDefault(intent, List.of());
        boolean patterned = !patterns.isEmpty() && random.nextDouble() < PATTERNED;
        return fill(patterned ? patterns : grammar.requests().getOrDefault(intent, List.of()), random);
    }

    private List<Template> details(String intent) {
        return grammar.details().getOrDefault(intent, List.of());
    }

    private String fill(List<Template> templates, Random random) {
        return Template.pick(templates, random).fill(grammar.slots(), random);
    }

    private static String joined(List<String> sentences) {
        StringBuilder message = new StringBuilder();
        boolean begins = true;
        for (String sentence : sentences) {
            message.append(message.isEmpty() ? "" : " ").append(begins ? capitalised(sentence) : continued(sentence));
            begins = ".!?:".indexOf(sentence.charAt(sentence.length() - 1)) >= 0;
        }
        return message.toString();
    }

    private static String capitalised(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /** A word of one letter, and one of several capitals, keeps its first. */
    private static String continued(String sentence) {
        return Character.isLowerCase(sentence.charAt(1))
                ? sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1)
                : sentence;
    }

    /** SplitMix64's finalizer (Steele, Lea, Flood 2014): neighbouring numbers become unrelated ones. */
    private static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
