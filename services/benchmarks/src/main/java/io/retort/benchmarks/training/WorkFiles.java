package io.retort.benchmarks.training;

import io.retort.learning.student.Example;
import io.retort.schemas.label.Distribution;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A workload as files of little-endian numbers, which peer.py describes and reads. */
final class WorkFiles {

    private WorkFiles() {}

    static void write(Workload workload, Path directory) throws IOException {
        List<Example> examples = workload.examples();
        write(directory.resolve("documents.i32"), workload.batches().stream().mapToInt(List::size));
        write(
                directory.resolve("lengths.i32"),
                examples.stream().mapToInt(example -> example.tokens().ids().length));
        write(
                directory.resolve("tokens.i32"),
                examples.stream()
                        .flatMapToInt(example -> IntStream.of(example.tokens().ids())));
        write(directory.resolve("labelled.i32"), examples.stream().mapToInt(example -> example.tokens()
                .positions()));
        List<Distribution> targets =
                examples.stream().flatMap(example -> example.targets().stream()).toList();
        write(directory.resolve("ids.i32"), targets.stream().flatMapToInt(target -> IntStream.of(target.ids())));
        write(directory.resolve("log_probabilities.f32"), targets.stream().map(Distribution::logProbabilities));
        write(directory.resolve("tail_log_mass.f32"), targets.stream().map(target ->
                new float[] {target.tailLogMass()}));
    }

    private static void write(Path file, IntStream numbers) throws IOException {
        int[] all = numbers.toArray();
        byte[] bytes = new byte[Math.multiplyExact(all.length, Integer.BYTES)];
        littleEndian(bytes).asIntBuffer().put(all);
        Files.write(file, bytes);
    }

    private static void write(Path file, Stream<float[]> numbers) throws IOException {
        List<float[]> all = numbers.toList();
        int count = all.stream().mapToInt(part -> part.length).sum();
        byte[] bytes = new byte[Math.multiplyExact(count, Float.BYTES)];
        FloatBuffer floats = littleEndian(bytes).asFloatBuffer();
        all.forEach(floats::put);
        Files.write(file, bytes);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
