package io.retort.server.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Requests in the order they came, bounded by their texts. Safe for use by several threads. */
final class BatchQueue {

    enum Offer {
        TAKEN,
        FULL,
        CLOSED
    }

    private final BatchSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<WaitingRequest> requests = new ArrayDeque<>();
    private int texts;
    private boolean closed;

    BatchQueue(BatchSettings settings) {
        this.settings = settings;
    }

    Offer offer(WaitingRequest request) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (texts + request.texts().size() > settings.queue()) {
                return Offer.FULL;
            }
            requests.add(request);
            texts += request.texts().size();
            changed.signalAll();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /** The next batch, all of one checkpoint, the oldest first; empty once closed and drained. */
    List<WaitingRequest> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isDue()) {
                if (closed && requests.isEmpty()) {
                    return List.of();
                }
                awaitChange();
            }
            return cut();
        } finally {
            lock.unlock();
        }
    }

    int texts() {
        lock.lock();
        try {
            return texts;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what waits is still given out, without waiting for company. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isDue() {
        WaitingRequest head = requests.peek();
        return head != null && (closed || remaining(head) <= 0 || company(head) >= settings.texts());
    }

    private void awaitChange() throws InterruptedException {
        WaitingRequest head = requests.peek();
        if (head == null) {
            changed.await();
        } else {
            long left = changed.awaitNanos(remaining(head));
            assert left <= settings.linger().toNanos();
        }
    }

    private long remaining(WaitingRequest head) {
        return head.since() + settings.linger().toNanos() - System.nanoTime();
    }

    private int company(WaitingRequest head) {
        return requests.stream()
                .filter(head::goesWith)
                .mapToInt(request -> request.texts().size())
                .sum();
    }

    private List<WaitingRequest> cut() {
        WaitingRequest head = requests.element();
        List<WaitingRequest> batch = new ArrayList<>();
        int size = 0;
        for (Iterator<WaitingRequest> each = requests.iterator(); each.hasNext(); ) {
            WaitingRequest request = each.next();
            if (!request.goesWith(head)) {
                continue;
            }
            if (!batch.isEmpty() && size + request.texts().size() > settings.texts()) {
                break;
            }
            batch.add(request);
            size += request.texts().size();
            each.remove();
        }
        texts -= size;
        return batch;
    }
}
