package io.retort.teacher.encoder;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Embeds texts, one run of the model each, on several threads. An embedding is a function of its token ids, whatever else is
 * embedded and on however many threads; its bits repeat on the same kind of processor. One thread at a time calls it.
 */
final class SentenceEncoder implements AutoCloseable {

    private final Model model;
    private final List<Predictor<long[], float[]>> predictors = new ArrayList<>();
    private final ExecutorService workers;

    /**
     * @param threads how many texts are embedded at the same time, at least 1
     * @throws IllegalStateException if the weights cannot be loaded
     */
    SentenceEncoder(EncoderFiles files, int threads) {
        model = load(files);
        for (int i = 0; i < threads; i++) {
            predictors.add(model.newPredictor(new MeanPooling()));
        }
        workers = Executors.newFixedThreadPool(threads, SentenceEncoder::daemon);
    }

    /**
     * @param texts token ids of each text
     * @return an embedding of length 1 for each, in their order
     * @throws EncoderFailedException if the model did not run to its end
     */
    List<float[]> embed(List<long[]> texts) throws EncoderFailedException {
        float[][] embeddings = new float[texts.size()][];
        AtomicInteger next = new AtomicInteger();
        List<Callable<Integer>> shares = new ArrayList<>();
        for (Predictor<long[], float[]> predictor : predictors) {
            shares.add(() -> embedShare(predictor, texts, next, embeddings));
        }
        await(shares);
        return List.of(embeddings);
    }

    @Override
    public void close() {
        workers.shutdown();
        awaitWorkers();
        predictors.forEach(Predictor::close);
        model.close();
    }

    private static int embedShare(
            Predictor<long[], float[]> predictor, List<long[]> texts, AtomicInteger next, float[][] embeddings)
            throws TranslateException {
        int done = 0;
        for (int i = next.getAndIncrement(); i < texts.size(); i = next.getAndIncrement()) {
            embeddings[i] = predictor.predict(texts.get(i));
            done++;
        }
        return done;
    }

    private void await(List<Callable<Integer>> shares) throws EncoderFailedException {
        try {
            for (Future<Integer> share : workers.invokeAll(shares)) {
                share.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EncoderFailedException("interrupted while the encoder ran", e);
        } catch (ExecutionException e) {
            throw new EncoderFailedException("the encoder failed: " + e.getCause(), e);
        }
    }

    // An interrupted call leaves a worker in the model's native code, which must not be freed under it.
    private void awaitWorkers() {
        try {
            workers.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Model load(EncoderFiles files) {
        Model model = Model.newInstance(files.id(), "OnnxRuntime");
        try {
            // The engine takes the second from the map only where it finds the first.
            model.load(
                    new ByteArrayInputStream(files.weights()),
                    Map.of("interOpNumThreads", "1", "intraOpNumThreads", "1"));
            return model;
        } catch (IOException | MalformedModelException e) {
            model.close();
            throw new IllegalStateException("cannot load the weights of " + files.id(), e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "retort-encoder");
        thread.setDaemon(true);
        return thread;
    }
}
