package io.retort.server.generation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Prompts in the order they came, bounded. Safe for use by several threads. */
final class GenerationQueue {

    enum Offer {
        TAKEN,
        FULL,
        CLOSED
    }

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<WaitingPrompt> prompts = new ArrayDeque<>();
    private boolean closed;

    GenerationQueue(int most) {
        this.most = most;
    }

    /** All of them or none. */
    Offer offer(List<WaitingPrompt> added) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (prompts.size() + added.size() > most) {
                return Offer.FULL;
            }
            prompts.addAll(added);
            changed.signalAll();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /** The oldest, if one waits. */
    Optional<WaitingPrompt> poll() {
        lock.lock();
        try {
            return Optional.ofNullable(prompts.poll());
        } finally {
            lock.unlock();
        }
    }

    /** Takes out those that nobody wants any longer. */
    List<WaitingPrompt> removeUnwanted() {
        lock.lock();
        try {
            List<WaitingPrompt> unwanted = new ArrayList<>();
            prompts.removeIf(prompt -> prompt.request().isOver() && unwanted.add(prompt));
            return unwanted;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is a prompt; whether there is, else it is closed. */
    boolean awaitPrompt() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (prompts.isEmpty() && !closed) {
                changed.await();
            }
            return !prompts.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return prompts.size();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what waits can still be polled. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
