package io.retort.server.generation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has one model write for all requests that come to it, on a thread of its own. Safe for use by several threads. */
public final class DecodingThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DecodingThread.class);

    private final TextGenerator generator;
    private final int texts;
    private final GenerationMetrics metrics;
    private final GenerationQueue queue;
    private final Map<Long, RunningText> running = new HashMap<>();
    private final Thread thread = new Thread(this::run, "retort-decoding");

    /** @param generator owned */
    public DecodingThread(TextGenerator generator, GenerationSettings settings, GenerationMetrics metrics) {
        this.generator = generator;
        this.texts = settings.texts();
        this.metrics = metrics;
        this.queue = new GenerationQueue(settings.queue());
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Asks for texts.
     *
     * @param release run once nothing is computed for the request any longer, if it is admitted
     */
    public GenerationAdmission submit(Generation generation, Runnable release) {
        RunningRequest request = new RunningRequest(generation, release);
        int prompts = generation.prompts().size();
        metrics.waits(prompts);
        GenerationQueue.Offer offer = queue.offer(IntStream.range(0, prompts)
                .mapToObj(index -> new WaitingPrompt(request, index))
                .toList());
        if (offer != GenerationQueue.Offer.TAKEN) {
            metrics.waits(-prompts);
        }
        return switch (offer) {
            case TAKEN -> new GenerationAdmission.Admitted();
            case CLOSED -> new GenerationAdmission.Closed();
            case FULL -> {
                metrics.refused();
                yield new GenerationAdmission.QueueFull(queue.size());
            }
        };
    }

    /**
     * Takes no more requests, finishes those it has, and gives back the model's memory. Returns when that is done; called by what
     * a request releases, and so on its own thread, it returns at once, as nothing but the memory is left then.
     */
    @Override
    public void close() {
        queue.close();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the thread ends by itself
        }
    }

    private void run() {
        try (generator) {
            while (!running.isEmpty() || queue.awaitPrompt()) {
                turn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() {
        queue.removeUnwanted().forEach(this::dropWaiting);
        dropUnwanted();
        Optional<WaitingPrompt> next = running.size() < texts ? queue.poll() : Optional.empty();
        while (next.isPresent()) {
            join(next.get());
            next = running.size() < texts ? queue.poll() : Optional.empty();
        }
        if (!running.isEmpty()) {
            step();
        }
    }

    private void dropWaiting(WaitingPrompt prompt) {
        metrics.waits(-1);
        leave(prompt.request());
    }

    private void dropUnwanted() {
        List<Long> over = running.entrySet().stream()
                .filter(text -> text.getValue().request().isOver())
                .map(Map.Entry::getKey)
                .toList();
        over.forEach(this::leave);
    }

    private void join(WaitingPrompt prompt) {
        RunningRequest request = prompt.request();
        try {
            Generation.Prompt asked = prompt.prompt();
            running.put(generator.join(asked.tokens(), asked.settings()), new RunningText(prompt));
            metrics.waits(-1);
            metrics.joined(asked.tokens().length);
            metrics.writes(1);
        } catch (RuntimeException | Error e) {
            log(e);
            request.fail();
            dropWaiting(prompt);
        }
    }

    private void step() {
        try {
            generator.step().forEach(this::take);
        } catch (RuntimeException | Error e) {
            // Whatever it is, this thread must outlive it: requests that come later may do better.
            log(e);
            running.values().forEach(text -> text.request().fail());
            dropUnwanted();
        }
    }

    private void take(TextGenerator.Written written) {
        RunningText text = running.get(written.text());
        if (text == null) {
            throw new IllegalStateException("something was written of a text that has not joined");
        }
        text.take(written);
        metrics.drew(text);
        if (written.finish().isPresent()) {
            leave(written.text());
        }
    }

    private void leave(long number) {
        RunningText text = running.remove(number);
        if (text == null) {
            return;
        }
        metrics.writes(-1);
        try {
            generator.leave(number);
        } catch (RuntimeException e) {
            log(e);
        }
        leave(text.request());
    }

    private static void leave(RunningRequest request) {
        try {
            request.leave();
        } catch (RuntimeException e) {
            log(e);
        }
    }

    private static void log(Throwable fault) {
        LOG.atError()
                .addKeyValue("reason", fault.getClass().getName()) // its message might hold a text
                .addKeyValue("at", fault.getStackTrace().length == 0 ? "" : fault.getStackTrace()[0])
                .log("A text could not be written");
    }
}
