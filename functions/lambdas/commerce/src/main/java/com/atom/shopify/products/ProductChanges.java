package com.atom.shopify.products;

import com.atom.shopify.edge.input.Change;
import com.atom.shopify.edge.input.CrossChecked;
import com.atom.shopify.edge.input.Problems;
import com.atom.shopify.edge.input.Tags;
import com.atom.shopify.id.Gid;
import com.atom.shopify.money.Money;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The body that changes a product. What is not sent stays as it is. A variant with an `id` is changed, one without is
/// added, one that is not listed stays: nothing is ever removed by leaving it out. All `images` are added behind those that are
/// there.
@Introspected
public record ProductChanges(@Nullable @NotBlank @Size(max = 255) String title,
        @Nullable @Size(max = 65_535) String bodyHtml, @Nullable @Size(max = 255) String vendor,
        @Nullable @Size(max = 255) String productType, @Nullable ProductStatus status,
        @Nullable @NotBlank @Size(max = 255) String handle, @Nullable @Size(max = 5_000) String tags,
        @Nullable @Size(min = 1, max = 250) List<VariantChanges> variants,
        @Nullable @Size(min = 1, max = NewImage.MOST) List<NewImage> images)
        implements
            CrossChecked {

    /// Changes of one variant, or a new one when there is no `id`. An explicit null takes the compare-at price away.
    @Introspected
    public record VariantChanges(@Nullable String id, @Nullable @Size(max = 255) String sku, @Nullable Money price,
            Change<Money> compareAtPrice, @Nullable @Size(max = 255) String barcode,
            @Nullable InventoryPolicy inventoryPolicy, @Nullable Boolean taxable, @Nullable Boolean requiresShipping,
            @Nullable @Size(max = 255) String option1, @Nullable @Size(max = 255) String option2,
            @Nullable @Size(max = 255) String option3) {

        Gid gid(String field) {
            return Gid.parse(Gid.Kind.PRODUCT_VARIANT, field, id == null ? "" : id);
        }

        List<@Nullable String> values() {
            return OptionValues.of(option1, option2, option3);
        }
    }

    /// Something changes, no variant is listed twice, and each image has an address of its own.
    @Override
    public void check(Problems problems) {
        NewImage.check(images, problems);
        Tags.check("tags", tags, problems);
        if (!changesProduct() && variants == null) {
            problems.add("body", "empty", "must name at least one field to change");
        }
        var seen = new HashSet<Gid>();
        var given = variants == null ? List.<VariantChanges>of() : variants;
        for (var i = 0; i < given.size(); i++) {
            var field = "variants[" + i + "].id";
            if (given.get(i).id() != null && !seen.add(given.get(i).gid(field))) {
                problems.add(field, "duplicate", "is listed more than once");
            }
        }
    }

    /// Whether a field of the product itself changes, or it gets images.
    boolean changesProduct() {
        return Stream.of(title, bodyHtml, vendor, productType, status, handle, tags, images)
                .anyMatch(field -> field != null);
    }
}
