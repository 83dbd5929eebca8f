package io.retort.cli.settings;

import io.retort.learning.labelspace.ClassSet;
import io.retort.teacher.encoder.ZeroShotSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The zero-shot encoder that labels.
 *
 * @param classes file of the classes, JSON or lines; customer support's where empty
 * @param temperature of the softmax over cosines, 0.001 to 10
 * @param threads texts read at the same time, 1 to 256
 */
public record EncoderSettings(Optional<Path> classes, double temperature, int threads) {

    public EncoderSettings {
        zeroShot(temperature, threads); // refuses what is not allowed
    }

    static EncoderSettings standard() {
        ZeroShotSettings standard = ZeroShotSettings.standard();
        return new EncoderSettings(
                Optional.empty(), Double.parseDouble(Float.toString(standard.temperature())), standard.threads());
    }

    public ZeroShotSettings zeroShot() {
        return zeroShot(temperature, threads);
    }

    /** Reads the classes. */
    public ClassSet classSet() throws IOException {
        return classes.isPresent() ? ClassSet.read(classes.get()) : ClassSet.customerSupport();
    }

    private static ZeroShotSettings zeroShot(double temperature, int threads) {
        return new ZeroShotSettings((float) temperature, threads);
    }
}
