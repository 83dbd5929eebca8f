package io.retort.learning.torch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which kernels arithmetic runs on: what libtorch picked (it also heeds {@code ATEN_CPU_CAPABILITY}), and the processor's
 * make and model, by which the matrix library inside libtorch picks its own.
 */
final class KernelSet {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    // On x86 and on ARM; each processor repeats the same, so the first of each counts.
    private static final List<String> MAKE_AND_MODEL =
            List.of("vendor_id", "cpu family", "model", "CPU implementer", "CPU part");

    private KernelSet() {}

    /** Such as {@code AVX512-GenuineIntel-6-143}. */
    static String ofThisMachine() {
        try (TorchModule module =
                TorchModule.load(List.of(TorchSources.read(KernelSet.class, "engine.py")), ModuleAttributes.NONE, 1)) {
            return Stream.concat(Stream.of(module.callForText("cpu_capability")), processor())
                    .collect(Collectors.joining("-"));
        }
    }

    private static Stream<String> processor() {
        try {
            return makeAndModel(Files.readString(PROCESSORS, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Stream.of(System.getProperty("os.arch")); // no such file on other systems than Linux
        }
    }

    static Stream<String> makeAndModel(String processors) {
        List<String[]> fields = processors
                .lines()
                .map(line -> line.split(":", 2))
                .filter(f -> f.length == 2)
                .toList();
        return MAKE_AND_MODEL.stream().flatMap(key -> fields.stream()
                .filter(field -> field[0].strip().equals(key))
                .map(field -> field[1].strip())
                .limit(1));
    }
}
