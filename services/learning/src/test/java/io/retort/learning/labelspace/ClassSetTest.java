package io.retort.learning.labelspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.retort.schemas.label.Fingerprints;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClassSetTest {

    @TempDir
    Path directory;

    static Stream<Arguments> formats() {
        return Stream.of(
                arguments("[\"pay\", \"return\"]", List.of(), List.of()),
                arguments(
                        "[{\"name\": \"pay\", \"descriptions\": [\"I pay.\"]}, {\"name\": \"return\"}]",
                        List.of("I pay."),
                        List.of()),
                arguments(
                        "{\"pay\": [\"I pay.\", \"Paid.\"], \"return\": \"Back.\"}",
                        List.of("I pay.", "Paid."),
                        List.of("Back.")),
                arguments("\n  pay\r\n\nreturn  \n", List.of(), List.of()),
                arguments("\uFEFFpay\nreturn", List.of(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void shouldReadEachFormat(String content, List<String> first, List<String> second) throws IOException {
        ClassSet classes = ClassSet.read(write(content));

        assertThat(classes.classes()).containsExactly(new NamedClass("pay", first), new NamedClass("return", second));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("", "0 classes; allowed: at least 2"),
                arguments("only", "1 classes; allowed: at least 2"),
                arguments("a\nb\n\na", "line 4: the name 'a' stands at line 1 already"),
                arguments("[\"a\", \"b\", \"a\"]", "entry 3: the name 'a' stands at entry 1 already"),
                arguments("[\"a\", \" b\"]", "entry 2: a class named ' b'"),
                arguments("[\"a\", \"\"]", "entry 2: a class named ''"),
                arguments("[\"a\", 7]", "entry 2: 7; allowed"),
                arguments("[\"a\", {\"label\": \"b\"}]", "entry 2: unknown key 'label'; allowed: name, descriptions"),
                arguments("[\"a\", {\"descriptions\": []}]", "entry 2: no name"),
                arguments("{\"a\": [], \"b\": 3}", "class 'b': descriptions are 3"),
                arguments("{\"a\": [], \"b\": [null]}", "class 'b': the description null"),
                arguments("{\"a\": [], \"b\": [\" \"]}", "class 'b': the class 'b' has a blank description"),
                arguments("{\"a\": [], \"a\": []}", "line 1: not JSON: Duplicate field 'a'"),
                arguments("[\"a\",\n \"b\"", "line 2: not JSON"),
                arguments("[\"a\", \"b\"] more", "line 1: not JSON"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldNameFileAndEntryOfAFault(String content, String fault) throws IOException {
        Path file = write(content);

        assertThatThrownBy(() -> ClassSet.read(file))
                .isInstanceOf(UnusableClassesException.class)
                .hasMessageStartingWith(file + ": " + fault);
    }

    @Test
    void shouldRefuseBytesThatAreNotText() throws IOException {
        Path file = Files.write(directory.resolve("classes"), new byte[] {'a', '\n', (byte) 0xC3, (byte) 0x28});

        assertThatThrownBy(() -> ClassSet.read(file)).hasMessage(file + ": not UTF-8");
    }

    @Test
    void shouldLeaveAMissingFileToItsOwnException() {
        assertThatThrownBy(() -> ClassSet.read(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "card_arrival, card arrival",
        "cardArrival, card arrival",
        "card-arrival__late, card arrival late",
        "Refund_not_showing_up, Refund not showing up",
        "reverted_card_payment?, reverted card payment?",
        "_, _"
    })
    void shouldReadNamesAsWords(String name, String words) {
        assertThat(new NamedClass(name, List.of()).asWords()).isEqualToIgnoringCase(words);
    }

    @Test
    void shouldBundleSupportIntentsWithDescriptions() {
        ClassSet classes = ClassSet.customerSupport();

        assertThat(classes.names()).hasSize(20).allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
        assertThat(classes.classes()).allMatch(one -> one.descriptions().size() >= 3);
    }

    @Test
    void shouldAnnounceItsNamesUnderTheirFingerprint() {
        Instant now = Instant.parse("2026-11-01T10:00:00Z");
        LabelSpace space = ClassSet.customerSupport().toLabelSpace(now);

        assertThat(space.getKind()).isEqualTo(LabelSpaceKind.CLASSES);
        assertThat(space.getNames()).isEqualTo(ClassSet.customerSupport().names());
        assertThat(space.getFingerprint()).isEqualTo(Fingerprints.ofClasses(space.getNames()));
        assertThat(space.getAnnouncedAt()).isEqualTo(now);
    }

    private Path write(String content) throws IOException {
        return Files.write(directory.resolve("classes"), content.getBytes(StandardCharsets.UTF_8));
    }
}
