package io.retort.broker;

import java.util.Properties;

/** Kafka's settings for a single node that is broker and controller, and for its controller alone. */
final class BrokerProperties {

    static final int NODE = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String HOST = "127.0.0.1";
    private static final int MIB = 1024 * 1024;

    private BrokerProperties() {}

    static String bootstrapServers(BrokerPorts ports) {
        return HOST + ":" + ports.broker();
    }

    static Properties brokerAndController(BrokerDirectory directory, BrokerPorts ports) {
        Properties properties = common(directory, ports);
        String clients = "PLAINTEXT://" + bootstrapServers(ports);
        properties.put("process.roles", "broker,controller");
        properties.put("listeners", clients + "," + controllerListener(ports));
        properties.put("advertised.listeners", clients);
        return properties;
    }

    /** Sees a broker as gone after a fifth of a second. */
    static Properties controllerAlone(BrokerDirectory directory, BrokerPorts ports) {
        Properties properties = common(directory, ports);
        properties.put("process.roles", "controller");
        properties.put("listeners", controllerListener(ports));
        properties.put("broker.session.timeout.ms", "200");
        properties.put("broker.heartbeat.interval.ms", "100");
        return properties;
    }

    private static Properties common(BrokerDirectory directory, BrokerPorts ports) {
        Properties properties = new Properties();
        properties.put("node.id", Integer.toString(NODE));
        properties.put("log.dirs", directory.path().toString());
        properties.put("controller.quorum.voters", NODE + "@" + HOST + ":" + ports.controller());
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        properties.put("auto.create.topics.enable", "false");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // A transaction whose producer is dead holds readers up until it is noticed.
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        singleReplicas(properties);
        small(properties);
        return properties;
    }

    private static void singleReplicas(Properties properties) {
        properties.put("default.replication.factor", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
    }

    // Made for clusters, the defaults reserve more memory, files and threads than a laptop's broker needs.
    private static void small(Properties properties) {
        properties.put("log.segment.bytes", Integer.toString(64 * MIB));
        properties.put("offsets.topic.segment.bytes", Integer.toString(8 * MIB));
        properties.put("transaction.state.log.segment.bytes", Integer.toString(8 * MIB));
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 * MIB));
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "2");
        properties.put("background.threads", "2");
    }

    private static String controllerListener(BrokerPorts ports) {
        return CONTROLLER_LISTENER + "://" + HOST + ":" + ports.controller();
    }
}
