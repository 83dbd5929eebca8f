package io.retort.cli.quickstart;

import io.retort.platform.lifecycle.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Services at work, each on a thread of its own. */
final class Crew implements AutoCloseable {

    private record Member(Service service, Thread thread) {}

    private final List<Member> members = new ArrayList<>();
    private volatile @Nullable Throwable failure;

    /** Has a service work. Closes it in the end. */
    void start(Service service) {
        Thread thread = new Thread(() -> run(service), service.name());
        members.add(new Member(service, thread));
        thread.start();
    }

    /** Why one of them could not go on, if any. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    boolean isDone(Service service) {
        return members.stream()
                .noneMatch(one -> one.service() == service && one.thread().isAlive());
    }

    /** Stops one and waits until it has finished what it has begun. */
    void finish(Service service) throws InterruptedException {
        service.stop();
        for (Member member : members) {
            if (member.service() == service) {
                member.thread().join();
            }
        }
    }

    /** Stops all that still work, the last started first. */
    @Override
    public void close() throws InterruptedException {
        for (int i = members.size() - 1; i >= 0; i--) {
            finish(members.get(i).service());
            members.get(i).service().close();
        }
    }

    // Whatever it is, the main thread has to hear of it: nobody else would.
    private void run(Service service) {
        try {
            service.run();
        } catch (Throwable e) {
            failure = e;
        }
    }
}
