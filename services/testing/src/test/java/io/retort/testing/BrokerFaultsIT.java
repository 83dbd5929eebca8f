package io.retort.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On file systems of its own, made for each test; needs the right to mount them, and is skipped without. */
class BrokerFaultsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MIB = 1024 * 1024;

    @TempDir
    private Path directory;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", disk.toString());
        assumeTrue(mounted, "a file system of 48 MiB cannot be mounted here");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    @Test
    void shouldSayThatTheDirectoryCannotBeWritten() throws Exception {
        assertThat(run("mount", "-o", "remount,ro", disk.toString())).isTrue();

        try (JavaProcess process = JavaProcess.start(directory.resolve("log"), BrokerProcess.class, disk.toString())) {
            assertThat(process.exitCode(LIMIT)).isEqualTo(1);
            assertThat(process.output())
                    .contains(disk
                            + " cannot be written: Read-only file system; name a directory the broker may write to");
        }
    }

    @Test
    void shouldEndTheProcessAndSayWhyWhenTheDiskIsFull() throws Exception {
        try (JavaProcess process = JavaProcess.start(directory.resolve("log"), BrokerProcess.class, disk.toString())) {
            String bootstrapServers = process.awaitLine("ready", LIMIT)
                    .substring("ready ".length())
                    .trim();
            try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", bootstrapServers, "max.block.ms", 5_000, "delivery.timeout.ms", 40_000),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                createTopic(bootstrapServers);
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                for (int i = 0; i < 64 && process.isAlive(); i++) {
                    sent.add(producer.send(new ProducerRecord<>("filling", new byte[MIB - 1024])));
                }

                assertThat(process.exitCode(LIMIT)).isEqualTo(1);
                assertThat(sent).hasSizeGreaterThan(20); // of 1 MiB each
                assertThat(process.output())
                        .containsPattern("the broker on \\S+/disk failed and this process ends: .*its disk is full");
                producer.close(Duration.ZERO);
            }
        }
    }

    private static void createTopic(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic("filling", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
