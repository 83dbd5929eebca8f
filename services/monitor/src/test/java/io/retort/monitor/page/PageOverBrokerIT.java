package io.retort.monitor.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.retort.monitor.MonitorService;
import io.retort.monitor.MonitorSettings;
import io.retort.monitor.StreamRecords;
import io.retort.monitor.TopicWriter;
import io.retort.monitor.ask.AskedModels;
import io.retort.platform.kafka.KafkaSettings;
import io.retort.schemas.record.Choice;
import io.retort.schemas.record.LabelSpace;
import io.retort.schemas.record.LabelSpaceKind;
import io.retort.schemas.serde.RecordCodecs;
import io.retort.schemas.topic.Topic;
import io.retort.testing.RetortKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of a real monitor, from records in a real broker, which goes away and comes back. */
final class PageOverBrokerIT {
    @RegisterExtension
    static final RetortKafka kafka = RetortKafka.create();

    private static final Instant START =
            Instant.ofEpochMilli(System.currentTimeMillis()).minusSeconds(60);

    private static Browser browser;
    private static MonitorService monitor;

    @BeforeAll
    static void start() {
        browser = Browser.open();
        MonitorSettings defaults = MonitorSettings.DEFAULTS;
        MonitorSettings settings = new MonitorSettings(
                defaults.address(),
                0,
                defaults.window(),
                defaults.grace(),
                defaults.history(),
                true,
                Optional.empty(),
                false);
        monitor = new MonitorService(
                settings,
                new KafkaSettings(kafka.bootstrapServers()),
                kafka.topicNames(),
                AskedModels.none(),
                new SimpleMeterRegistry());
        new Thread(monitor::run, "monitor").start();
    }

    @AfterAll
    static void stop() {
        if (monitor != null) {
            monitor.stop();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void showsTheStreamAndTheBrokersAbsence() throws Exception {
        try (OpenPage open = new OpenPage(browser, monitor.address().toString(), 1280, ColorScheme.LIGHT);
                TopicWriter topics = new TopicWriter(kafka.bootstrapServers(), kafka.topicNames())) {
            assertThat(open.find("#notice")).containsText("No prompts yet", OpenPage.PATIENTLY);
            assertThat(open.find("#ask-off")).containsText("--student-api");

            learn(topics, 1, new Choice(0, 0, 6), new Choice(0, 1, 2));
            topics.write(
                    Topic.CHECKPOINTS,
                    "s/0000000001-ab",
                    RecordCodecs.checkpoint().encode(StreamRecords.checkpoint("s", "0000000001-ab", 1, START)));
            assertThat(open.find("#notice")).containsText("Checkpoints wait for the gate", OpenPage.PATIENTLY);
            assertThat(open.find("#class-bars")).containsText("75 %", OpenPage.PATIENTLY);

            topics.write(
                    Topic.DEPLOYMENTS,
                    "s",
                    RecordCodecs.deployment()
                            .encode(StreamRecords.promotion("s", "d", null, "0000000001-ab", 1, START.plusSeconds(8))));
            Locator marks = open.find("#plot-agreement [data-mark=PROMOTE]");
            assertThat(open.find("#decision-rows")).containsText("no worse", OpenPage.PATIENTLY);
            assertThat(marks).hasCount(1);
            assertThat(open.find("#key-figures [data-figure=Served]")).containsText("step 1");

            learn(topics, 2, new Choice(1, 1, 8));
            assertThat(open.find("#class-bars")).containsText("100 %", OpenPage.PATIENTLY);
            assertThat(open.complaints()).isEmpty();
            open.page().reload();
            assertThat(marks).hasCount(1);
            assertThat(open.find("#class-bars")).containsText("75 %");

            kafka.stop();
            assertThat(open.find("#notice")).containsText("The broker is away", OpenPage.PATIENTLY);
            assertThat(open.find("#decision-rows")).containsText("no worse");
            kafka.start();
            assertThat(open.find("#pulse")).hasAttribute("data-pulse", "live", OpenPage.PATIENT_ATTRIBUTE);
        }
    }

    private static void learn(TopicWriter topics, long step, Choice... choices) throws Exception {
        Instant at = START.plus(Duration.ofSeconds(6 * step));
        topics.write(Topic.PROMPTS, "p", RecordCodecs.prompt().encode(StreamRecords.prompt("p", at)));
        topics.write(Topic.SOFT_LABELS, "p", RecordCodecs.softLabel().encode(StreamRecords.label("t", 0, at)));
        topics.write(
                Topic.LABEL_SPACES,
                "l",
                RecordCodecs.labelSpace()
                        .encode(new LabelSpace(
                                LabelSpaceKind.CLASSES, StreamRecords.LABEL_SPACE, 3, List.of("a", "b", "c"), at)));
        topics.write(
                Topic.JOURNAL,
                "s",
                RecordCodecs.journalEntry().encode(StreamRecords.step("s", step, at, 1.0, choices)));
    }
}
