package io.retort.trainer.journal;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for what an admin client was asked, as long as the client's own time-out, and throws what went wrong as it is. */
public final class AdminAnswers {

    private AdminAnswers() {}

    /**
     * @throws KafkaException the broker's or the client's own
     */
    public static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause
                    ? cause
                    : new KafkaException("the cluster could not be asked", e.getCause());
        }
    }
}
