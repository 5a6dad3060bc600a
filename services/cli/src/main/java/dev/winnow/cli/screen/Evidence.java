package dev.winnow.cli.screen;

import dev.winnow.cli.console.CommandFailure;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.messaging.FanOut;
import dev.winnow.messaging.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Fetches what the decisions rest on, and writes it down. */
final class Evidence {
    private static final int CONCURRENCY = 32;
    private static final int CHUNK = 512;

    private final Services services;
    private final Patience patience;

    Evidence(Services services, Patience patience) {
        this.services = services;
        this.patience = patience;
    }

    /** Refuses a place that cannot be written to, before anything is done. */
    static void requireWritable(Path out) {
        Path folder = out.toAbsolutePath().getParent();
        if (Files.isDirectory(out)) {
            throw new CommandFailure(ExitCode.USAGE, "--out " + out + " is a directory");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailure(ExitCode.USAGE, "--out: there is no folder " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw new CommandFailure(ExitCode.USAGE, "--out: " + folder + " cannot be written to");
        }
    }

    /**
     * Writes one line for each decided row, in their order; the file appears complete or not at
     * all.
     */
    void write(Path out, List<RowResult> rows) throws Exception {
        Path target = out.toAbsolutePath();
        Path unfinished =
                target.resolveSibling(
                        "." + target.getFileName() + "." + ProcessHandle.current().pid());
        try {
            try (OutputStream stream =
                    new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                for (int from = 0; from < rows.size(); from += CHUNK) {
                    int to = Math.min(rows.size(), from + CHUNK);
                    writeLines(stream, fetch(rows.subList(from, to)));
                }
            }
            Files.move(
                    unfinished,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** The evidence of each decided row, in their order. */
    List<ResultLine> fetch(List<RowResult> rows) throws Exception {
        List<Callable<ResultLine>> questions = new ArrayList<>();
        for (RowResult row : rows) {
            Outcome outcome = row.outcome();
            String id = row.application() == null ? null : row.application().applicationId();
            if (outcome != null && id != null) {
                questions.add(() ->
                        ResultLine.of(row, id, outcome, patience.call(() -> services.result(id))));
            }
        }
        return questions.isEmpty() ? List.of() : FanOut.failFast(CONCURRENCY, questions);
    }

    private static void writeLines(OutputStream stream, List<ResultLine> lines) throws IOException {
        for (ResultLine line : lines) {
            stream.write(Json.write(line));
            stream.write('\n');
        }
    }
}
