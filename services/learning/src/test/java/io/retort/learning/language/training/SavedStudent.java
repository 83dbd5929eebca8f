package io.retort.learning.language.training;

import io.retort.learning.huggingface.ModelConfiguration;
import io.retort.learning.huggingface.ModelDirectory;
import io.retort.learning.huggingface.TensorSpecification;
import io.retort.learning.student.Student;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** The model that a student's directory holds. */
final class SavedStudent {

    private final Map<String, ByteBuffer> values = new TreeMap<>();

    private SavedStudent() {}

    static Path write(Student student, Path directory) throws IOException {
        student.snapshot().writeTo(Files.createDirectory(directory));
        return directory;
    }

    static SavedStudent of(Path directory) throws IOException {
        SavedStudent saved = new SavedStudent();
        try (ModelDirectory model = ModelDirectory.open(directory)) {
            ModelConfiguration configuration = model.configuration();
            for (TensorSpecification tensor : configuration.tensorSpecifications()) {
                saved.values.put(tensor.name(), model.weights().float32(tensor));
            }
        }
        return saved;
    }

    Set<String> names() {
        return values.keySet();
    }

    ByteBuffer values(String name) {
        return Objects.requireNonNull(values.get(name));
    }
}
