package com.atom.shopify.fake.shopify;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Believable products. The same name and number give the same shop in each run.
final class Seed {
    static final int LARGEST = 50_000;

    private static final Instant FIRST_DAY = Instant.parse("2026-01-05T15:00:00Z");
    private static final List<String> SIZES = List.of("S", "M", "L", "XL");
    private static final List<Line> LINES = List.of(
            new Line("Organic Cotton T-Shirt", "Shirts", "Fieldhouse", "24.00", "cotton,summer", "Size", SIZES, "Color",
                    List.of("White", "Navy", "Moss")),
            new Line("Canvas Tote", "Bags", "Fieldhouse", "32.00", "canvas,everyday", "Color",
                    List.of("Natural", "Black"),
                    "", List.of()),
            new Line("Stoneware Mug", "Kitchen", "Kiln & Co", "18.50", "ceramic,gift", "Glaze",
                    List.of("Oat", "Slate", "Rust"), "", List.of()),
            new Line("Merino Beanie", "Hats", "North Loft", "39.00", "wool,winter", "Color",
                    List.of("Charcoal", "Ochre"),
                    "", List.of()),
            new Line("Single Origin Coffee", "Coffee", "Harbor Roasters", "16.75", "coffee,food", "Weight",
                    List.of("250 g", "1 kg"), "Grind", List.of("Whole bean", "Filter")),
            new Line("Beeswax Candle", "Home", "Kiln & Co", "22.00", "candle,gift", "", List.of(), "", List.of()),
            new Line("Waxed Rain Jacket", "Outerwear", "North Loft", "189.00", "rain,autumn", "Size", SIZES, "",
                    List.of()),
            new Line("Leather Card Holder", "Accessories", "Tannery Row", "45.00", "leather,gift", "Color",
                    List.of("Tan", "Black"), "", List.of()),
            new Line("Linen Apron", "Kitchen", "Fieldhouse", "58.00", "linen", "", List.of(), "", List.of()),
            new Line("Trail Running Socks", "Socks", "North Loft", "14.00", "sport,wool", "Size",
                    List.of("36-39", "40-43", "44-47"), "", List.of()),
            new Line("Dark Chocolate 72%", "Food", "Harbor Roasters", "7.90", "chocolate,food", "", List.of(), "",
                    List.of()),
            new Line("Enamel Camping Pot", "Outdoor", "Tannery Row", "49.95", "camping,steel", "Volume",
                    List.of("1 l", "2 l"), "", List.of()));

    /// How many products a shop has from the start.
    static final int FEW = LINES.size();

    private final Catalog catalog;
    private final Random random;

    private record Line(String title, String type, String vendor, String price, String tags, String firstOption,
            List<String> firstValues, String secondOption, List<String> secondValues) {}

    private Seed(ShopName shop) {
        this.catalog = new Catalog(shop);
        this.random = new Random(shop.number());
    }

    static Catalog small(ShopName shop) {
        return of(shop, FEW);
    }

    static Catalog of(ShopName shop, int products) {
        var seed = new Seed(shop);
        for (int number = 0; number < products; number++) {
            seed.add(number);
        }
        return seed.catalog;
    }

    private void add(int number) {
        Line line = LINES.get(number % LINES.size());
        int round = number / LINES.size();
        var product = new Product(catalog.newId(), FIRST_DAY.plus(Duration.ofMinutes(37L * number)));
        product.title = round == 0 ? line.title() : line.title() + " No. " + (round + 1);
        product.handle = catalog.freeHandle(product.title);
        product.descriptionHtml = "<p>" + line.title() + " by " + line.vendor().replace("&", "&amp;") + ".</p>";
        product.vendor = line.vendor();
        product.productType = line.type();
        product.tags = List.of(line.tags().split(","));
        product.status = number % LINES.size() == 8 ? "DRAFT" : number % LINES.size() == 11 ? "ARCHIVED" : "ACTIVE";
        product.publishedAt = product.status.equals("ACTIVE") ? product.createdAt.plus(Duration.ofHours(2)) : null;
        product.updatedAt = product.createdAt.plus(Duration.ofMinutes(180L + random.nextInt(5_000)));
        product.options = options(line);
        product.variants = variants(product, line);
        catalog.put(product);
    }

    private List<Product.Option> options(Line line) {
        var options = new ArrayList<Product.Option>();
        if (line.firstOption().isEmpty()) {
            options.add(option("Title", List.of("Default Title")));
        } else {
            options.add(option(line.firstOption(), line.firstValues()));
        }
        if (!line.secondOption().isEmpty()) {
            options.add(option(line.secondOption(), line.secondValues()));
        }
        return List.copyOf(options);
    }

    private Product.Option option(String name, List<String> values) {
        long id = catalog.newId();
        return new Product.Option(id, name,
                values.stream().map(value -> new Product.Value(catalog.newId(), value)).toList());
    }

    private List<Variant> variants(Product product, Line line) {
        var variants = new ArrayList<Variant>();
        var price = new BigDecimal(line.price());
        for (Product.Value first : product.options.getFirst().values()) {
            List<String> seconds = product.options.size() > 1
                    ? product.options.get(1).values().stream().map(Product.Value::name).toList()
                    : List.of("");
            for (String second : seconds) {
                var variant = new Variant(catalog.newId(), catalog.newId(), product.id, product.createdAt);
                variant.optionValues = second.isEmpty() ? List.of(first.name()) : List.of(first.name(), second);
                variant.price = price.add(new BigDecimal("0.50").multiply(BigDecimal.valueOf(variants.size())));
                variant.compareAtPrice = random.nextInt(4) == 0 ? variant.price.add(BigDecimal.TEN) : null;
                variant.cost = variant.price.multiply(new BigDecimal("0.4"));
                variant.sku = sku(product, variants.size() + 1);
                variant.barcode = Long.toString(4_006_381_000_000L + random.nextInt(1_000_000));
                variant.quantity = random.nextInt(120);
                variant.tracked = true;
                variant.weight = (1 + random.nextInt(20)) / 10.0;
                variant.updatedAt = product.updatedAt;
                variants.add(variant);
            }
        }
        return List.copyOf(variants);
    }

    private static String sku(Product product, int number) {
        var initials = new StringBuilder();
        for (String word : product.handle.split("-")) {
            initials.append(word.matches("\\d+") ? word : word.substring(0, Math.min(2, word.length())));
        }
        return initials.toString().toUpperCase(Locale.ROOT) + "-%02d".formatted(number);
    }
}
