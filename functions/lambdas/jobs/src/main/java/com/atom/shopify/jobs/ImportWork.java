package com.atom.shopify.jobs;

import com.atom.shopify.admin.Errand;
import com.atom.shopify.admin.Operation;
import com.atom.shopify.admin.UserError;
import com.atom.shopify.bulk.BulkOperations;
import com.atom.shopify.bulk.BulkState;
import com.atom.shopify.bulk.ResultFile;
import com.atom.shopify.bulk.ResultFiles;
import com.atom.shopify.bulk.StagedUploads;
import com.atom.shopify.failure.Failure;
import com.atom.shopify.failure.FailureException;
import com.atom.shopify.id.ShopDomain;
import com.atom.shopify.queue.Received;
import com.atom.shopify.queue.Verdict;
import com.atom.shopify.sync.BulkTask;
import com.atom.shopify.sync.Import;
import com.atom.shopify.sync.ImportFiles;
import com.atom.shopify.sync.Imports;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes an import from step to step: every line checked, the lines staged, Shopify told to begin, its answers read. Telling it is done
/// once: nobody knows how to tell a repetition, so an unclear outcome is looked up, and if it cannot be found, told.
@Singleton
final class ImportWork {
    private static final Logger LOG = LoggerFactory.getLogger(ImportWork.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
    private static final Duration UNTIL_WRITTEN = Duration.ofSeconds(2);
    /// Shopify's clock may be behind ours.
    private static final Duration SKEW = Duration.ofMinutes(2);

    private final Imports imports;
    private final ImportFiles uploads;
    private final ImportLines lines;
    private final StagedUploads staged;
    private final BulkOperations operations;
    private final ResultFiles results;
    private final ObjectMapper json;
    private final Clock clock;

    ImportWork(Imports imports, ImportFiles uploads, ImportLines lines, StagedUploads staged,
            BulkOperations operations, ResultFiles results, ObjectMapper json, Clock clock) {
        this.imports = imports;
        this.uploads = uploads;
        this.lines = lines;
        this.staged = staged;
        this.operations = operations;
        this.results = results;
        this.json = json;
        this.clock = clock;
    }

    Verdict work(BulkTask.OnImport task, Received message) {
        var found = imports.find(task.shop(), task.id());
        if (found.isPresent() && found.get().step() < task.step()) {
            // The message of a beginning comes before the import runs.
            return Verdict.Later.after(UNTIL_WRITTEN, "import.not-written");
        }
        if (found.isEmpty() || found.get().step() > task.step() || !found.get().isRunning()) {
            return new Verdict.Done();
        }
        return guarded(found.get(), task.shop(), message);
    }

    /// Works on the news that an operation has ended, if an import waits for it.
    Optional<Verdict> finished(BulkTask.Finished task, Received message) {
        return imports.waitingFor(task.shop(), task.operation()).filter(Import::isRunning)
                .map(known -> guarded(known, task.shop(), message));
    }

    private Verdict guarded(Import known, ShopDomain shop, Received message) {
        try {
            return step(known, Errand.at(shop, message.deadline()));
        } catch (FailureException failed) {
            var verdict = Verdict.of(failed);
            return switch (verdict) {
                case Verdict.Later later -> later;
                case Verdict.Done _,Verdict.Failed _,Verdict.Parked _ ->
                    failed(known, shop, failed.failure().code());
            };
        } catch (IOException broken) {
            // The connection to the file broke; the next message reads it again.
            LOG.atWarn().addKeyValue("import", known.id()).setCause(broken).log("uploaded file not read");
            return new Verdict.Later(Optional.empty(), "import.file-broken");
        } catch (RuntimeException bug) {
            if (message.isLastAttempt()) {
                var _ = failed(known, shop, "bug");
            }
            throw bug;
        }
    }

    private Verdict step(Import known, Errand at) throws IOException {
        var operation = known.operation();
        if (operation != null) {
            return follow(known, operation, at);
        }
        var path = known.stagedPath();
        return path == null ? check(known, at) : known.sentAt() == null ? send(known, path, at) : find(known, at);
    }

    private Verdict check(Import known, Errand at) throws IOException {
        var uploaded = uploads.open(at.shop(), known.id());
        if (uploaded.isEmpty()) {
            return failed(known, at.shop(), "import.not-uploaded");
        }
        var file = Files.createTempFile("import", ".jsonl");
        try (var content = new BufferedInputStream(uploaded.get().content())) {
            if (uploaded.get().bytes() > ImportFiles.LARGEST) {
                return failed(known, at.shop(), "import.too-large");
            }
            ImportLines.Checked checked;
            try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                checked = lines.check(known, content, out);
            }
            if (!checked.errors().isEmpty()) {
                return failed(known.answered(0, 0, checked.errors()), known, at.shop(), "import.lines-invalid");
            }
            if (checked.lines() == 0) {
                return failed(known, at.shop(), "import.empty");
            }
            if (Files.size(file) > ImportFiles.LARGEST) {
                return failed(known, at.shop(), "import.too-large");
            }
            var path = staged.upload(at, file);
            return written(at.shop(), known, known.staged(checked.lines(), checked.document().name(), path));
        } finally {
            Files.delete(file);
        }
    }

    /// It is noted before that Shopify is told.
    private Verdict send(Import known, String path, Errand at) {
        var noted = imports.write(at.shop(), known, known.sending(clock.instant()));
        if (noted.isEmpty()) {
            return new Verdict.Done();
        }
        try {
            return written(at.shop(), noted.get(), noted.get()
                    .runningAs(operations.mutation(at, mutation(known), path)));
        } catch (FailureException refused) {
            if (refused.failure() instanceof Failure.OutcomeUnknown) {
                return new Verdict.Done();
            }
            if (Verdict.of(refused) instanceof Verdict.Later) {
                // Certainly not begun; the next message tells it again.
                return written(at.shop(), noted.get(), noted.get().sending(null));
            }
            return failed(noted.get(), at.shop(), refused.failure().code());
        }
    }

    /// The mutation under a name that is found again.
    private static String mutation(Import known) {
        var file = ImportLines.Document.valueOf(String.valueOf(known.document())).file();
        return Operation.of(ImportWork.class, file, Void.class).document().replace(file, name(known));
    }

    private static String name(Import known) {
        return "Import_" + known.id().replace('-', '_');
    }

    /// Somebody told Shopify and did not hear what became of it.
    private Verdict find(Import known, Errand at) {
        var sentAt = Optional.ofNullable(known.sentAt()).orElseThrow();
        if (clock.instant().isBefore(sentAt.plus(BETWEEN_LOOKS))) {
            return Verdict.Later.after(BETWEEN_LOOKS, "import.unclear");
        }
        return operations.find(at, name(known), sentAt.minus(SKEW))
                .map(operation -> written(at.shop(), known, known.runningAs(operation)))
                .orElseGet(() -> failed(known, at.shop(), "import.outcome-unknown"));
    }

    private Verdict follow(Import known, String operation, Errand at) {
        return switch (operations.state(at, operation)) {
            case BulkState.Running _ -> Verdict.Later.after(BETWEEN_LOOKS, "import.running");
            case BulkState.Broken(var reason, var partial) ->
                failed(partial.map(file -> answered(known, file, at)).orElse(known), known, at.shop(), reason);
            case BulkState.Completed(var file) -> {
                var answered = file.map(each -> answered(known, each, at)).orElse(known);
                var ended = imports.write(at.shop(), known, answered.completed(clock.instant()));
                ended.ifPresent(done -> ended(done, at.shop()));
                yield new Verdict.Done();
            }
        };
    }

    @Serdeable
    record Answered(@Nullable Map<String, @Nullable Payload> data, @Nullable List<Message> errors) {

        boolean isDone() {
            return errors == null && refusals().isEmpty();
        }

        List<UserError> refusals() {
            return data == null
                    ? List.of()
                    : data.values().stream().flatMap(payload -> payload == null || payload.userErrors() == null
                            ? Stream.empty()
                            : payload.userErrors().stream()).toList();
        }
    }

    @Serdeable
    record Payload(@Nullable List<UserError> userErrors) {}

    @Serdeable
    record Message(@Nullable String message) {}

    private Import answered(Import known, ResultFile file, Errand at) {
        var errors = new ArrayList<Import.LineError>();
        var counts = new long[2];
        results.read(file, (number, row) -> {
            var tree = Objects.requireNonNull(json.readValue(row.json(), JsonNode.class));
            var answer = Objects.requireNonNull(json.readValueFromTree(tree, Answered.class));
            counts[answer.isDone() ? 0 : 1]++;
            // Shopify counts lines from 0, and need not answer in their order.
            var line = tree.get("__lineNumber");
            errors.addAll(errors(answer, 1 + (line == null ? number : line.getLongValue())));
            if (errors.size() > Import.MOST_ERRORS) {
                errors.subList(Import.MOST_ERRORS, errors.size()).clear();
            }
        }, at.deadline());
        return known.answered(counts[0], counts[1], errors);
    }

    private static List<Import.LineError> errors(Answered answer, long line) {
        if (answer.errors() != null) {
            return List.of(new Import.LineError(line, null, "failed", "was not carried out by Shopify"));
        }
        return answer.refusals().stream().map(refusal -> new Import.LineError(line,
                refusal.path().isEmpty() ? null : refusal.path().getLast(), refusal.meaning().code(),
                refusal.meaning().message())).toList();
    }

    private Verdict written(ShopDomain shop, Import before, Import after) {
        return imports.write(shop, before, after).isEmpty()
                ? Verdict.Later.after(UNTIL_WRITTEN, "import.overtaken")
                : new Verdict.Done();
    }

    private Verdict failed(Import known, ShopDomain shop, String reason) {
        return failed(known, known, shop, reason);
    }

    private Verdict failed(Import reached, Import before, ShopDomain shop, String reason) {
        imports.write(shop, before, reached.failed(reason, clock.instant())).ifPresent(ended -> ended(ended, shop));
        return new Verdict.Done();
    }

    private static void ended(Import known, ShopDomain shop) {
        LOG.atInfo().addKeyValue("shop", shop).addKeyValue("import", known.id()).addKeyValue("kind", known.kind())
                .addKeyValue("outcome", known.status()).addKeyValue("reason", String.valueOf(known.reason()))
                .addKeyValue("lines", known.lines()).addKeyValue("written", known.written())
                .addKeyValue("refused", known.refused()).log("import ended");
    }
}
