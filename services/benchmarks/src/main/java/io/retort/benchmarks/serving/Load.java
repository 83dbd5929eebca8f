package io.retort.benchmarks.serving;

import io.retort.benchmarks.Stopwatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

/** Clients that each ask one text after the other without a pause, and what their answers show. */
final class Load {

    private final int port;
    private final List<byte[]> requests;
    /** When each checkpoint first answered, of {@link System#nanoTime}. */
    private final ConcurrentHashMap<String, Long> firstAnswers = new ConcurrentHashMap<>();

    Load(int port, List<String> texts) {
        this.port = port;
        this.requests = texts.stream().map(LoadClient::request).toList();
    }

    /** What happens meanwhile; the load ends with it. */
    @FunctionalInterface
    interface Meanwhile {
        void run() throws IOException, InterruptedException;
    }

    /** @throws IOException if any request fails */
    Latencies measure(int clients, Meanwhile meanwhile) throws IOException, InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            Stopwatch stopwatch = Stopwatch.start();
            List<Future<List<Long>>> asking = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int first = i;
                asking.add(threads.submit(() -> ask(first, over)));
            }
            meanwhile.run();
            over.set(true);
            double seconds = stopwatch.seconds();
            LongStream all = LongStream.empty();
            for (Future<List<Long>> client : asking) {
                all = LongStream.concat(all, client.get().stream().mapToLong(Long::longValue));
            }
            return new Latencies(all.toArray(), seconds);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    /** Waits until a checkpoint has answered, and returns when it first did. */
    long awaitAnswerOf(String checkpoint) throws InterruptedException {
        Long first = firstAnswers.get(checkpoint);
        while (first == null) {
            Thread.sleep(1);
            first = firstAnswers.get(checkpoint);
        }
        return first;
    }

    private List<Long> ask(int first, AtomicBoolean over) throws IOException {
        List<Long> nanoseconds = new ArrayList<>();
        String last = "";
        try (LoadClient client = new LoadClient("127.0.0.1", port)) {
            for (int i = first; !over.get(); i++) {
                long began = System.nanoTime();
                String answer = client.ask(requests.get(i % requests.size()));
                long ended = System.nanoTime();
                nanoseconds.add(ended - began);
                String checkpoint = checkpoint(answer);
                if (!checkpoint.equals(last)) {
                    firstAnswers.merge(checkpoint, ended, Math::min);
                    last = checkpoint;
                }
            }
        }
        return nanoseconds;
    }

    private static String checkpoint(String answer) {
        String field = "\"checkpoint\":\"";
        int from = answer.indexOf(field) + field.length();
        return answer.substring(from, answer.indexOf('"', from));
    }
}
