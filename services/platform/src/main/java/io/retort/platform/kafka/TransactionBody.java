package io.retort.platform.kafka;

/** What one transaction holds. It may be run again after an abort, so it changes nothing but the transaction. */
@FunctionalInterface
public interface TransactionBody {

    /**
     * Sends the records and offsets.
     *
     * @param transaction valid until this method returns
     */
    void run(Transaction transaction);
}
