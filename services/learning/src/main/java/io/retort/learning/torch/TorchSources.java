package io.retort.learning.torch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** TorchScript source files on the class path. */
public final class TorchSources {

    private TorchSources() {}

    /** Losses over sparse targets and the optimizers, which any student's module needs. */
    public static List<String> shared() {
        return List.of(read(TorchSources.class, "losses.py"), read(TorchSources.class, "optimizers.py"));
    }

    /** The source file of that name in the package of a class. */
    public static String read(Class<?> neighbour, String name) {
        try (InputStream stream = neighbour.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("not on the class path: " + name + " beside " + neighbour.getName());
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read from the class path: " + name, e);
        }
    }
}
