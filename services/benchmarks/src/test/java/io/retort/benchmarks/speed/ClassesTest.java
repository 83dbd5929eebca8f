package io.retort.benchmarks.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.learning.labelspace.ClassSet;
import org.junit.jupiter.api.Test;

class ClassesTest {

    @Test
    void shouldBeginWithTheBundledClasses() {
        assertThat(Classes.named(20).names())
                .isEqualTo(ClassSet.customerSupport().names());
    }

    @Test
    void shouldGoOnWithPairsOfThem() {
        assertThat(Classes.named(77).names())
                .hasSize(77)
                .doesNotHaveDuplicates()
                .last()
                .asString()
                .contains("_or_");
    }
}
