package com.atom.shopify.fake.shopify;

import com.atom.shopify.fake.shopify.Wiring.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Places for files of variables, to which a form is posted. Other files are not played.
final class StagedUploads {
    private StagedUploads() {}

    static void wire(Wiring wiring) {
        wiring.root("Mutation", "stagedUploadsCreate", StagedUploads::create);
        wiring.plain("StagedUploadsCreatePayload", "stagedTargets", "userErrors");
        wiring.plain("StagedMediaUploadTarget", "url", "resourceUrl", "parameters");
        wiring.plain("StagedUploadParameter", "name", "value");
    }

    private static Map<String, @Nullable Object> create(Shop shop, Call call) {
        List<?> inputs = call.environment().getArgumentOrDefault("input", List.of());
        var targets = new ArrayList<Map<String, Object>>();
        var problems = new ArrayList<Problem>();
        for (int at = 0; at < inputs.size(); at++) {
            Input input = Input.of("input", inputs.get(at)).only("resource", "filename", "mimeType", "httpMethod",
                    "fileSize");
            played("resource", "BULK_MUTATION_VARIABLES", input);
            played("httpMethod", "POST", input);
            if (input.text("mimeType").filter("text/jsonl"::equals).isEmpty()) {
                problems.add(Problem.at("simulator: bulk mutation variables are text/jsonl", "input", at, "mimeType"));
            }
            if (input.text("filename").orElse("").isBlank()) {
                problems.add(Problem.at("Filename can't be blank", "input", at, "filename"));
            }
            if (problems.isEmpty()) {
                targets.add(target(shop, input.text("filename").orElse("")));
            }
        }
        return problems.isEmpty()
                ? ProductMutations.done(shop, "stagedTargets", targets)
                : ProductMutations.refused(shop, problems);
    }

    private static void played(String field, String value, Input input) {
        if (input.text(field).filter(value::equals).isEmpty()) {
            throw Refusal.unsupported("StagedUploadInput." + field + " " + input.text(field).orElse("PUT"));
        }
    }

    private static Map<String, Object> target(Shop shop, String filename) {
        String key = "tmp/" + shop.settings().id() + "/bulk/" + UUID.randomUUID() + "/" + filename;
        String signature = HexFormat.of().formatHex(UUID.randomUUID().toString().getBytes(
                StandardCharsets.US_ASCII));
        Warehouse warehouse = shop.bulks().warehouse();
        warehouse.stage(key, new Warehouse.Staged(shop.name(), signature, null));
        String url = warehouse.address(StorageDoor.UPLOADS).toString();
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("Content-Type", "text/jsonl");
        parameters.put("success_action_status", "201");
        parameters.put("acl", "private");
        parameters.put("key", key);
        parameters.put("x-goog-date", shop.now().toString());
        parameters.put("x-goog-credential", "simulator");
        parameters.put("x-goog-algorithm", "GOOG4-RSA-SHA256");
        parameters.put("x-goog-signature", signature);
        parameters.put("policy", Base64.getEncoder().encodeToString(Json.bytes(Map.of("expiration",
                shop.now().plus(Duration.ofDays(1)).toString()))));
        return Map.of("url", url, "resourceUrl", url + "/" + key, "parameters",
                parameters.entrySet().stream().map(entry -> Map.of("name", entry.getKey(), "value",
                        entry.getValue())).toList());
    }
}
