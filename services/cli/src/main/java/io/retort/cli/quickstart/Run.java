package io.retort.cli.quickstart;

import io.retort.cli.settings.Configuration;
import io.retort.cli.topics.TopicScan;
import io.retort.schemas.topic.Topic;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One run of the quickstart.
 *
 * @param directory of its data
 * @param configuration of its services
 * @param stream what it streams
 * @param started {@link System#nanoTime} when it began
 */
record Run(QuickstartDirectory directory, Configuration configuration, Stream stream, long started) {

    /** Records of a topic, over all runs on the directory. */
    long count(Topic topic) throws Exception {
        return new TopicScan(
                        configuration.clients("quickstart"),
                        configuration.topics().of(topic))
                .count();
    }

    /** Directory of the newest checkpoint; empty if there is none. */
    Optional<Path> newestCheckpoint(Session.End end) {
        String id = end.figures().newestCheckpoint();
        return id.isEmpty() ? Optional.empty() : Optional.of(directory.checkpoint(id));
    }

    double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }
}
