package io.retort.monitor.ask;

import java.util.Optional;

/** Who can be asked. */
public record AskedModels(Optional<AskedModel> student, Optional<AskedModel> teacher) {

    /** Nobody. */
    public static AskedModels none() {
        return new AskedModels(Optional.empty(), Optional.empty());
    }

    public boolean isAny() {
        return student.isPresent() || teacher.isPresent();
    }
}
