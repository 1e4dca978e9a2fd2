package com.atom.shopify.jobs;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.InputObject;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.edge.input.Tags;
import com.atom.shopify.id.Gid;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A line of a product import: with an `id`, what is to be changed of a product; without, a whole product, which replaces the one with
/// its handle if there is one. Shopify deletes the variants that a whole product does not name, so it must name them.
@Introspected
record ImportedProduct(@Nullable String id, @Nullable @Size(max = 255) String handle,
        @Nullable @NotBlank @Size(max = 255) String title, @Nullable @Size(max = 65_535) String bodyHtml,
        @Nullable @Size(max = 255) String vendor, @Nullable @Size(max = 255) String productType,
        @Nullable Status status, @Nullable @Size(max = 5_000) String tags,
        @Nullable @Size(min = 1, max = 3) List<NewOption> options,
        @Nullable @Size(min = 1, max = 2_048) List<NewVariant> variants)
        implements
            CrossChecked {

    /// Whether customers see it.
    enum Status {
        ACTIVE,
        ARCHIVED,
        DRAFT,
        UNLISTED
    }

    /// An option such as size, with its values in order.
    @Introspected
    record NewOption(@NotBlank @Size(max = 255) String name, @NotEmpty @Size(max = 2_048) List<String> values) {}

    /// A variant; `values` are those of the product's options in order.
    ///
    /// @param price an amount in the store's currency, as text
    @Introspected
    record NewVariant(@Nullable @Size(max = 255) String sku,
            @Nullable @Pattern(regexp = "(0|[1-9][0-9]{0,14})(\\.[0-9]{1,3})?", message = "must be an amount such as 10.00") String price,
            @Nullable @Size(max = 255) String barcode, @NotEmpty List<String> values) {}

    boolean isChange() {
        return id != null;
    }

    @Override
    public void check(Problems problems) {
        Tags.check("tags", tags, problems);
        if (id != null) {
            var _ = problems.id(Gid.Kind.PRODUCT, "id", id);
            refuse("options", options, problems);
            refuse("variants", variants, problems);
            return;
        }
        require("handle", handle, problems);
        require("title", title, problems);
        require("options", options, problems);
        require("variants", variants, problems);
        var names = options == null ? 0 : options.size();
        var given = variants == null ? List.<NewVariant>of() : variants;
        for (var i = 0; i < given.size(); i++) {
            if (given.get(i).values().size() != names) {
                problems.add("variants[" + i + "].values", "size", "must have one value for each option");
            }
        }
    }

    private static void refuse(String field, @Nullable Object value, Problems problems) {
        if (value != null) {
            problems.add(field, "unknown", "can only be given with a whole product, which has a handle and no id");
        }
    }

    private static void require(String field, @Nullable Object value, Problems problems) {
        if (value == null) {
            problems.add(field, "required", "is required where there is no id");
        }
    }

    /// The variables of the mutation for this line.
    Map<String, @Nullable Object> variables() {
        var input = new InputObject().with("title", title).with("descriptionHtml", bodyHtml).with("vendor", vendor)
                .with("productType", productType).with("status", status == null ? null : status.name())
                .with("handle", handle).with("tags", tags == null ? null : Tags.of(tags));
        if (id != null) {
            return Map.of("product", input.with("id", Gid.parse(Gid.Kind.PRODUCT, "id", id).toString()).fields());
        }
        input.with("productOptions", options == null ? null : options.stream().map(ImportedProduct::option).toList())
                .with("variants", variants == null ? null : variants.stream().map(this::variant).toList());
        return Map.of("identifier", Map.of("handle", String.valueOf(handle).toLowerCase(Locale.ROOT)), "input",
                input.fields());
    }

    private static Map<String, Object> option(NewOption option) {
        return Map.of("name", option.name(), "values",
                option.values().stream().map(value -> Map.of("name", value)).toList());
    }

    private Map<String, @Nullable Object> variant(NewVariant variant) {
        var values = new ArrayList<Map<String, String>>();
        var names = options == null ? List.<NewOption>of() : options;
        for (var i = 0; i < names.size(); i++) {
            values.add(Map.of("optionName", names.get(i).name(), "name", variant.values().get(i)));
        }
        return new InputObject().with("sku", variant.sku()).with("price", variant.price())
                .with("barcode", variant.barcode()).with("optionValues", values).fields();
    }
}
