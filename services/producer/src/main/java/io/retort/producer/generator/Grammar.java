package io.retort.producer.generator;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What may be said in one part: templates and details of each intent, values of each slot, and the words around them.
 *
 * @param intents names of the intents, in the index's order
 * @param requests by intent, sentences that say what is wanted
 * @param patterns by intent, requests put together from so many parts that each is worth many templates; may be empty
 * @param details by intent, sentences that may follow
 * @param openings what may come first: greetings and fillers
 * @param closings what may come last: thanks, urgency, signatures
 * @param slots by name, the values a slot may take; a tilde stands for any digit
 */
record Grammar(
        List<String> intents,
        Map<String, List<Template>> requests,
        Map<String, List<Template>> patterns,
        Map<String, List<Template>> details,
        List<Template> openings,
        List<Template> closings,
        Map<String, List<String>> slots) {

    private static final String INTENTS = "intents";
    private static final String SLOTS = "slots";

    static Grammar of(Part part) {
        List<String> intents = names(INTENTS);
        Map<String, List<Template>> requests = new LinkedHashMap<>();
        Map<String, List<Template>> patterns = new LinkedHashMap<>();
        Map<String, List<Template>> details = new LinkedHashMap<>();
        for (String intent : intents) {
            Phrases phrases = Phrases.read(path(INTENTS, intent));
            requests.put(intent, templates(phrases.section(part.section())));
            patterns.put(intent, templates(phrases.sections().getOrDefault(part.section() + " patterns", List.of())));
            details.put(intent, templates(phrases.section(part.section() + " details")));
        }
        Map<String, List<String>> slots = new LinkedHashMap<>();
        for (String slot : names(SLOTS)) {
            slots.put(slot, Phrases.read(path(SLOTS, slot)).section(part.section()));
        }
        return new Grammar(
                intents,
                requests,
                patterns,
                details,
                templatesOf("openings", part),
                templatesOf("closings", part),
                slots);
    }

    /** SHA-256 of all resources: the same fingerprint means the same messages. */
    static Sha256 fingerprint() {
        List<String> resources = new ArrayList<>(List.of("index.txt", "openings.txt", "closings.txt"));
        names(INTENTS).forEach(intent -> resources.add(path(INTENTS, intent)));
        names(SLOTS).forEach(slot -> resources.add(path(SLOTS, slot)));
        String everything = resources.stream().map(Phrases::textOf).collect(Collectors.joining("\f"));
        return Fingerprints.ofText(everything);
    }

    static List<String> names(String section) {
        return Phrases.read("index.txt").section(section);
    }

    private static List<Template> templatesOf(String file, Part part) {
        return templates(Phrases.read(file + ".txt").section(part.section()));
    }

    private static List<Template> templates(List<String> phrases) {
        return phrases.stream().map(Template::new).toList();
    }

    private static String path(String directory, String name) {
        return directory + "/" + name + ".txt";
    }
}
