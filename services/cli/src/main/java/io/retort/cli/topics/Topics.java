package io.retort.cli.topics;

import io.retort.cli.ExitCode;
import io.retort.cli.settings.Configuration;
import io.retort.schemas.topic.Topic;
import io.retort.schemas.topic.TopicCatalogue;
import io.retort.schemas.topic.TopicFault;
import io.retort.schemas.topic.TopicNames;
import io.retort.schemas.topic.TopicSizing;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** Creates and shows Retort's topics. */
public final class Topics {

    private final PrintWriter out;

    public Topics(PrintWriter out) {
        this.out = out;
    }

    /** Creates what is missing; says what was there before and what is wrong with it. */
    public ExitCode create(Configuration configuration, IntFunction<TopicSizing> sizing) {
        TopicNames names = configuration.topics();
        try (Cluster cluster = Cluster.reach(configuration.kafka(), "topics")) {
            Set<Topic> created = TopicCatalogue.create(cluster.admin(), names, sizing.apply(cluster.brokers()));
            for (Topic topic : Topic.values()) {
                out.println(names.of(topic) + (created.contains(topic) ? ": created" : ": exists"));
            }
            return report(TopicCatalogue.validate(cluster.admin(), names));
        }
    }

    /** Shows the topics that exist and what is wrong with any. */
    public ExitCode describe(Configuration configuration) throws ExecutionException, InterruptedException {
        TopicNames names = configuration.topics();
        try (Cluster cluster = Cluster.reach(configuration.kafka(), "topics")) {
            Set<String> existing = cluster.admin().listTopics().names().get();
            List<String> ours = names.all().stream().filter(existing::contains).toList();
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("topic", "partitions", "replicas", "cleanup", "retention", "largest record"));
            var settings = cluster.admin()
                    .describeConfigs(ours.stream().map(Topics::resource).toList())
                    .all()
                    .get();
            var descriptions =
                    cluster.admin().describeTopics(ours).allTopicNames().get();
            for (String topic : ours) {
                rows.add(row(
                        Objects.requireNonNull(descriptions.get(topic)),
                        Objects.requireNonNull(settings.get(resource(topic)))));
            }
            print(rows);
            return report(TopicCatalogue.validate(cluster.admin(), names));
        }
    }

    private static List<String> row(TopicDescription topic, Config settings) {
        Function<String, String> setting = name -> settings.get(name).value();
        return List.of(
                topic.name(),
                Integer.toString(topic.partitions().size()),
                Integer.toString(topic.partitions().get(0).replicas().size()),
                setting.apply("cleanup.policy"),
                setting.apply("cleanup.policy").equals("compact")
                        ? "newest of each key"
                        : days(setting.apply("retention.ms")),
                setting.apply("max.message.bytes"));
    }

    private static String days(String milliseconds) {
        return Long.parseLong(milliseconds) < 0 ? "for ever" : Long.parseLong(milliseconds) / 86_400_000 + " days";
    }

    private void print(List<List<String>> rows) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(one -> one.get(at).length())
                        .max()
                        .orElse(0);
                line.append(row.get(column))
                        .append(" ".repeat(width + 2 - row.get(column).length()));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private ExitCode report(List<TopicFault> faults) {
        faults.forEach(fault -> out.println("fault: " + fault));
        return faults.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
