package io.retort.cli.command;

import io.retort.cli.Work;
import io.retort.producer.source.FileSource;
import io.retort.producer.source.RecordFormat;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code retort evaluate}. */
@Command(
        name = "evaluate",
        sortOptions = false,
        description = "Hold a student against its teacher on a file of prompts. Needs no broker.")
public final class EvaluateCommand implements Callable<Integer> {

    private final Work work;

    @Mixin
    private PairOptions pair;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "The prompts: JSON lines (.jsonl, .json), CSV (.csv) or text lines.")
    private Path input;

    @Mixin
    private TextOptions texts;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli fills them in
    public EvaluateCommand(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() throws Exception {
        return work.evaluate(pair.choice(), new FileSource(input, texts.layout(RecordFormat.of(input))), json);
    }
}
