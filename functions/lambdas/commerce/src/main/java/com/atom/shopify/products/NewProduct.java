package com.atom.shopify.products;

import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.edge.input.Tags;
import com.atom.shopify.money.Money;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body that creates a product. `tags` is one string, separated by commas, as in Shopify's payloads.
@Introspected
public record NewProduct(@NotBlank @Size(max = 255) String title, @Nullable @Size(max = 65_535) String bodyHtml,
        @Nullable @Size(max = 255) String vendor, @Nullable @Size(max = 255) String productType,
        @Nullable ProductStatus status, @Nullable @Size(max = 255) String handle,
        @Nullable @Size(max = 5_000) String tags, @Nullable @Size(min = 1, max = 3) List<NewOption> options,
        @Nullable @Size(min = 1, max = 250) List<NewVariant> variants,
        @Nullable @Size(min = 1, max = NewImage.MOST) List<NewImage> images)
        implements
            CrossChecked {

    /// An option such as size, with its values in order.
    @Introspected
    public record NewOption(@NotBlank @Size(max = 255) String name, @NotEmpty @Size(max = 250) List<String> values) {}

    /// A variant; `option1` to `option3` are the values of the product's options in order.
    @Introspected
    public record NewVariant(@Nullable @Size(max = 255) String sku, @Nullable Money price,
            @Nullable Money compareAtPrice, @Nullable @Size(max = 255) String barcode,
            @Nullable InventoryPolicy inventoryPolicy, @Nullable Boolean taxable, @Nullable Boolean requiresShipping,
            @Nullable @Size(max = 255) String option1, @Nullable @Size(max = 255) String option2,
            @Nullable @Size(max = 255) String option3) {

        List<@Nullable String> values() {
            return OptionValues.of(option1, option2, option3);
        }
    }

    /// Each variant has a value for each option and no more, and each image has an address of its own.
    @Override
    public void check(Problems problems) {
        NewImage.check(images, problems);
        Tags.check("tags", tags, problems);
        var names = options == null ? 0 : options.size();
        var given = variants == null ? List.<NewVariant>of() : variants;
        for (var i = 0; i < given.size(); i++) {
            var values = given.get(i).values();
            for (var o = 0; o < values.size(); o++) {
                var field = "variants[" + i + "].option" + (o + 1);
                if (o < names && values.get(o) == null) {
                    problems.add(field, "required", "is required, the product has this option");
                } else if (o >= names && values.get(o) != null) {
                    problems.add(field, "unknown", "the product has no such option");
                }
            }
        }
    }
}
