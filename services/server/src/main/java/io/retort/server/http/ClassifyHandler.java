package io.retort.server.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.retort.server.batch.TextBatcher;
import io.retort.server.live.Lease;
import io.retort.server.live.LiveStudents;
import io.retort.server.model.ServedClassifier;
import io.retort.server.refusal.ErrorCode;
import io.retort.server.refusal.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** {@code POST /v1/classify}. */
final class ClassifyHandler implements Handler {

    private final ModelChoice choice;
    private final TextBatcher batcher;
    private final LimitSettings limits;
    private final ClassifyRequestReader reader;
    private final Executor threads;
    private final DistributionSummary texts;

    /** @param threads for what neither the timer nor a batch's thread may be kept with */
    ClassifyHandler(
            LiveStudents students, TextBatcher batcher, LimitSettings limits, Executor threads, MeterRegistry meters) {
        this.choice = new ModelChoice(students);
        this.batcher = batcher;
        this.limits = limits;
        this.reader = new ClassifyRequestReader(limits);
        this.threads = threads;
        this.texts = DistributionSummary.builder("retort.server.request.texts")
                .description("Texts of a request")
                .register(meters);
    }

    @Override
    public void handle(Context context) {
        JsonRequest.require(context, limits);
        context.future(() -> JsonRequest.body(context, limits)
                .thenApplyAsync(reader::read, threads)
                .thenCompose(this::answer)
                .thenAcceptAsync(body -> context.status(200).result(body), threads));
    }

    private CompletableFuture<byte[]> answer(ClassifyRequest request) {
        Lease lease = choice.lease(request.model());
        boolean admitted = false;
        try {
            CompletableFuture<byte[]> answer = answer(lease, request);
            admitted = true;
            return answer;
        } finally {
            if (!admitted) {
                lease.close();
            }
        }
    }

    private CompletableFuture<byte[]> answer(Lease lease, ClassifyRequest request) {
        if (!(lease.held().model() instanceof ServedClassifier classifier)) {
            throw new Refusal(
                    ErrorCode.NOT_A_CLASSIFIER,
                    "the model is of kind " + lease.held().model().kind() + ", which sorts nothing into classes");
        }
        return batcher.submit(lease, classifier, request.texts())
                .match(
                        taken -> {
                            texts.record(request.texts().size());
                            return taken.answer()
                                    .thenApplyAsync(
                                            answers -> ClassifyAnswer.json(lease.held(), classifier.classes(), answers),
                                            threads);
                        },
                        full -> {
                            throw new Refusal(
                                    ErrorCode.QUEUE_FULL, full.waiting() + " texts wait already; try again later");
                        },
                        closed -> {
                            throw new Refusal(ErrorCode.DRAINING, "this server is on its way out; ask another");
                        });
    }
}
