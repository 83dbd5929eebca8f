package io.retort.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.learning.student.Example;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadTest {

    @TempDir
    private Path directory;

    @Test
    void shouldBeAsLongAsRealAnswers() {
        Workload workload = Workload.real(1_000);

        assertThat(workload.batches()).hasSize(16).allSatisfy(batch -> assertThat(batch)
                .hasSize(22));
        Example first = workload.batches().get(0).get(0);
        DocumentLength length = DocumentLength.ofRealAnswers().get(0);
        assertThat(first.tokens().ids()).hasSize(length.tokens());
        assertThat(first.tokens().positions()).isEqualTo(length.labelled());
        assertThat(first.targets()).hasSize(length.labelled());
    }

    @Test
    void shouldBeWrittenAsThePeerReadsIt() throws IOException {
        Workload workload = Workload.dense(1_000);

        WorkFiles.write(workload, directory);

        assertThat(integers("documents.i32")).containsExactly(8, 8, 8, 8);
        assertThat(integers("lengths.i32")).hasSize(32).containsOnly(256);
        assertThat(integers("labelled.i32")).hasSize(32).containsOnly(255);
        assertThat(integers("tokens.i32"))
                .hasSize(32 * 256)
                .startsWith(workload.examples().get(0).tokens().ids());
        assertThat(integers("ids.i32"))
                .hasSize(32 * 255 * Workload.KEPT)
                .startsWith(workload.examples().get(0).targets().get(0).ids());
        assertThat(directory.resolve("log_probabilities.f32")).hasSize(32 * 255 * Workload.KEPT * Float.BYTES);
        assertThat(directory.resolve("tail_log_mass.f32")).hasSize(32 * 255 * Float.BYTES);
    }

    @Test
    void shouldCountTheProductsOfItsStudent() {
        // By hand: 4 layers of 256 x (2 x 256 + 2 x 128) + 3 x 256 x 688 weights, and attention, for 256 tokens; the
        // head for 255.
        double layers = 4 * (256.0 * (256 * 768 + 3 * 256 * 688) + 256.0 * 256 * 256);
        double head = 255.0 * 1_000 * 256;

        assertThat(Operations.of(
                        WorkloadStudent.configuration(1_000),
                        Workload.dense(1_000).batches().get(0).subList(0, 1)))
                .isEqualTo(6 * (layers + head));
    }

    private int[] integers(String file) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(directory.resolve(file))).order(ByteOrder.LITTLE_ENDIAN);
        int[] integers = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(integers);
        return integers;
    }
}
