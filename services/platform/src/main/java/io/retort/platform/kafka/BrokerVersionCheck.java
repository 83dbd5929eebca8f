package io.retort.platform.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.SupportedVersionRange;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Warns of brokers that break exactly-once: Kafka 4.3.0 and 4.3.1 may skip a transaction's marker (KAFKA-20734).
 *
 * <p>A broker does not tell its version. It tells the highest metadata version it supports, whatever the cluster has
 * finalized, and that names its minor version: 30 is Kafka 4.3, 29 is 4.2, 31 and above are later ones. The patch version
 * cannot be told, so the warning says which ones are meant.
 */
public final class BrokerVersionCheck {

    /** The highest {@code metadata.version} of Kafka 4.3.0 and 4.3.1 in production ({@code IBP_4_3_IV0}). */
    private static final short METADATA_VERSION_OF_4_3 = 30;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private BrokerVersionCheck() {}

    /**
     * Asks one broker.
     *
     * @return a warning for a person, if there is reason for one
     * @throws KafkaException if no broker answers
     */
    public static Optional<String> warning(Admin admin) {
        try {
            return warning(admin.describeFeatures().featureMetadata().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("the broker did not tell its features within " + LIMIT, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static Optional<String> warning(FeatureMetadata features) {
        SupportedVersionRange metadata = features.supportedFeatures().get("metadata.version");
        return metadata == null ? Optional.empty() : warning(metadata.maxVersion());
    }

    static Optional<String> warning(short highestMetadataVersion) {
        if (highestMetadataVersion != METADATA_VERSION_OF_4_3) {
            return Optional.empty();
        }
        return Optional.of("The broker is of Kafka 4.3. Its versions 4.3.0 and 4.3.1 break exactly-once (KAFKA-20734):"
                + " committed records can stay hidden, aborted ones can appear. Use 4.2.1, or a version with the fix.");
    }
}
