package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.BulkOperation.Kind;
import com.atom.shopify.fake.shopify.BulkRules.Judged;
import com.atom.shopify.fake.shopify.Executor.Outcome;
import com.atom.shopify.fake.shopify.Executor.Prepared;
import com.atom.shopify.fake.shopify.Wiring.Call;
import graphql.execution.ExecutionId;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Starting and stopping bulk operations.
final class BulkMutations {
    private static final String MUTATION = "Mutation";
    private static final String OPERATION = "bulkOperation";

    private BulkMutations() {}

    /// Who runs an operation, and on what.
    private record Ground(Shop shop, Executor executor, Scopes scopes, Visit visit) {
        static Ground of(Shop shop, Call call) {
            return new Ground(shop, call.executor(), call.scopes(), call.visit());
        }

        Visit next(Map<String, @Nullable Object> variables) {
            return new Visit(ExecutionId.generate(), visit.version(), variables, visit.app());
        }
    }

    /// A mutation that is to run once for each line of a file.
    private record Repeated(String text, Document document, OperationDefinition definition, Path file) {}

    static void wire(Wiring wiring) {
        wiring.root(MUTATION, "bulkOperationRunQuery", BulkMutations::runQuery);
        wiring.root(MUTATION, "bulkOperationRunMutation", BulkMutations::runMutation);
        wiring.root(MUTATION, "bulkOperationCancel", BulkMutations::cancel);
        List.of("RunQuery", "RunMutation", "Cancel")
                .forEach(verb -> wiring.plain("BulkOperation" + verb + "Payload", OPERATION, "userErrors"));
        wiring.plain("BulkOperationUserError", "field", "message", "code");
        wiring.plain("BulkMutationUserError", "field", "message", "code");
    }

    private static Map<String, @Nullable Object> runQuery(Shop shop, Call call) {
        String text = call.text("query");
        return switch (BulkRules.judge(text, shop.bulkNodes(), call.executor())) {
            case Judged.Refused refused -> ProductMutations.refused(shop, refused.problems());
            case Judged.Accepted _ when shop.bulks().full(call.app(), Kind.QUERY) ->
                ProductMutations.refused(shop, List.of(tooMany(Kind.QUERY)));
            case Judged.Accepted accepted -> {
                Ground ground = Ground.of(shop, call);
                boolean grouped = call.truth("groupObjects");
                String label = accepted.query().operation().getTopLevelFields().getFirst().getName();
                yield ProductMutations.done(shop, OPERATION, shop.bulks().add(call.app(), Kind.QUERY, text, label,
                        (operation, accident) -> new BulkRun(shop, operation, accident,
                                lines -> query(ground, text, accepted, grouped, lines))));
            }
        };
    }

    private static void query(Ground ground, String text, Judged.Accepted accepted, boolean grouped,
            BulkRun.Lines lines) {
        Prepared query = accepted.query();
        Executor.missing(query, accepted.definition(), ground.scopes()).ifPresent(scope -> {
            throw BulkRun.failed(List.of(Executor.entry(Refusal.accessDenied(query.name(), scope))));
        });
        var rows = new BulkRows(ground.executor().schema(), grouped, lines::add);
        query.operation().getTopLevelFields().forEach(root -> {
            var walk = new BulkWalk(root.getResultKey());
            while (walk.more()) {
                lines.checkpoint();
                Outcome step = ground.executor().step(query, text, ground.shop(), ground.scopes(),
                        ground.next(Map.of()), walk);
                if (!step.errors().isEmpty() || step.data() == null) {
                    throw BulkRun.failed(step.errors());
                }
                rows.write(root, step.data());
            }
        });
    }

    private static Map<String, @Nullable Object> runMutation(Shop shop, Call call) {
        String text = call.text("mutation");
        Optional<Document> document = call.executor().documents().check(text) instanceof Documents.Checked.Valid valid
                ? Optional.of(valid.document())
                : Optional.empty();
        Optional<OperationDefinition> definition = document.map(known -> Documents.operation(known, ""));
        Optional<Problem> problem = definition.isEmpty()
                ? Optional.of(invalid("Failed to parse the mutation - " + reason(text, call)))
                : objection(definition.get());
        if (problem.isPresent()) {
            return ProductMutations.refused(shop, List.of(problem.get()));
        }
        if (shop.bulks().full(call.app(), Kind.MUTATION)) {
            return ProductMutations.refused(shop, List.of(tooMany(Kind.MUTATION)));
        }
        Optional<Path> file = shop.bulks().warehouse().staged(call.text("stagedUploadPath"))
                .filter(place -> place.shop().equals(shop.name()))
                .flatMap(place -> Optional.ofNullable(place.file()));
        if (file.isEmpty() || isEmpty(file.get())) {
            return ProductMutations.refused(shop, List.of(file.isEmpty()
                    ? Problem.coded("NO_SUCH_FILE",
                            "The JSONL file could not be found. Try uploading the file again, and "
                                    + "check that you've entered the URL correctly for the stagedUploadPath mutation argument.")
                    : Problem.coded("INVALID_STAGED_UPLOAD_FILE", "The input file is empty.")));
        }
        Ground ground = Ground.of(shop, call);
        var repeated = new Repeated(text, document.orElseThrow(), definition.get(), file.get());
        return ProductMutations.done(shop, OPERATION, shop.bulks().add(call.app(), Kind.MUTATION, text,
                field(definition.get()), (operation, accident) -> new BulkRun(shop, operation, accident,
                        lines -> mutation(ground, repeated, lines))));
    }

    private static Optional<Problem> objection(OperationDefinition definition) {
        if (definition.getOperation() != OperationDefinition.Operation.MUTATION) {
            return Optional.of(invalid("Invalid operation type. Only `mutation` operations are supported."));
        }
        if (definition.getSelectionSet().getSelections().size() != 1) {
            return Optional.of(invalid("You must specify only one top level mutation."));
        }
        return field(definition).startsWith("bulkOperation")
                ? Optional.of(invalid("You can't use bulk operations in a bulk mutation."))
                : Optional.empty();
    }

    private static String field(OperationDefinition definition) {
        return definition.getSelectionSet().getSelectionsOfType(Field.class).stream()
                .map(Field::getName).findFirst().orElse("");
    }

    private static String reason(String text, Call call) {
        return call.executor().documents().check(text) instanceof Documents.Checked.Invalid invalid
                ? String.valueOf(invalid.errors().getFirst().get("message"))
                : "an operation is missing";
    }

    private static Problem invalid(String message) {
        return Problem.coded("INVALID_MUTATION", message);
    }

    private static Problem tooMany(Kind kind) {
        return Problem.coded("LIMIT_REACHED", "simulator: " + Bulks.AT_ONCE + " bulk "
                + kind.name().toLowerCase(Locale.ROOT) + " operations for this app and shop are already in progress.");
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.size(file) == 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void mutation(Ground ground, Repeated repeated, BulkRun.Lines lines) {
        try (Stream<String> input = Files.lines(repeated.file(), StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line : (Iterable<String>) input::iterator) {
                if (!line.isBlank()) {
                    lines.checkpoint();
                    var answer = once(ground, repeated, line);
                    answer.put("__lineNumber", number);
                    lines.add(answer, true);
                }
                number++;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What one line led to: what the same request by itself would have answered.
    private static Map<String, @Nullable Object> once(Ground ground, Repeated repeated, String line) {
        var answer = new LinkedHashMap<String, @Nullable Object>();
        Optional<Map<String, @Nullable Object>> variables = Json.object(line.getBytes(StandardCharsets.UTF_8));
        if (variables.isEmpty()) {
            answer.put("errors", List.of(Map.of("message", "simulator: this line is not a JSON object")));
            return answer;
        }
        Visit visit = ground.next(variables.get());
        try {
            Prepared prepared = ground.executor().prepare(repeated.document(), repeated.definition(), variables.get(),
                    ground.scopes());
            Outcome outcome = ground.executor().execute(prepared, repeated.text(), ground.shop(), ground.scopes(),
                    visit);
            answer.put("data", outcome.data());
            if (!outcome.errors().isEmpty()) {
                answer.put("errors", outcome.errors());
            }
        } catch (Refusal refusal) {
            answer.put("errors", List.of(Executor.entry(refusal)));
        } finally {
            ground.shop().locked(() -> {
                ground.shop().idempotency().over(visit);
                return visit;
            });
        }
        return answer;
    }

    private static Map<String, @Nullable Object> cancel(Shop shop, Call call) {
        Optional<BulkOperation> found = shop.bulks().find(call.app(),
                ProductQueries.id(call.text("id"), BulkOperation.TYPE));
        if (found.isEmpty()) {
            return ProductMutations.refused(shop, List.of(Problem.at("Bulk operation does not exist", "id")));
        }
        BulkOperation operation = found.get();
        BulkOperation.Status status = operation.status(shop.aged());
        if (status.over()) {
            var payload = ProductMutations.refused(shop,
                    List.of(Problem.at("A bulk operation cannot be canceled when it is "
                            + status.name().toLowerCase(Locale.ROOT))));
            payload.put(OPERATION, operation);
            return payload;
        }
        shop.bulks().cancel(operation);
        return ProductMutations.done(shop, OPERATION, operation);
    }
}
