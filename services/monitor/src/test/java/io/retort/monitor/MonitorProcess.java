package io.retort.monitor;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.monitor.ask.AskedModels;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.Optional;

/** An instance of the monitor in a process of its own: prints where its page is, and runs until it is ended. */
final class MonitorProcess {

    private MonitorProcess() {}

    /** @param arguments the broker's address, and the grace in milliseconds */
    public static void main(String[] arguments) {
        MonitorSettings defaults = MonitorSettings.DEFAULTS;
        MonitorSettings settings = new MonitorSettings(
                defaults.address(),
                0,
                defaults.window(),
                Duration.ofMillis(Long.parseLong(arguments[1])),
                Duration.ofDays(1),
                false,
                Optional.empty(),
                false);
        MonitorService monitor = new MonitorService(
                settings,
                new KafkaSettings(arguments[0]),
                TopicNames.standard(),
                AskedModels.none(),
                new SimpleMeterRegistry());
        System.out.println("page " + monitor.address());
        Runtime.getRuntime().addShutdownHook(new Thread(monitor::stop));
        monitor.run();
    }
}
