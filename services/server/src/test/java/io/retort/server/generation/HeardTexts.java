package io.retort.server.generation;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what it was told. */
public final class HeardTexts implements GenerationListener {

    public final Map<Integer, String> texts = new ConcurrentHashMap<>();
    public final Map<Integer, String> ends = new ConcurrentHashMap<>();
    public final CompletableFuture<String> outcome = new CompletableFuture<>();

    @Override
    public void wrote(int prompt, String text) {
        texts.merge(prompt, text, String::concat);
    }

    @Override
    public void finished(int prompt, Finish why, int tokens) {
        ends.put(prompt, why.text() + " " + tokens);
    }

    @Override
    public void completed() {
        outcome.complete("completed " + new TreeMap<>(texts));
    }

    @Override
    public void failed() {
        outcome.complete("failed");
    }
}
