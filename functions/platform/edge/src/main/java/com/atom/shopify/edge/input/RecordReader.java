package com.atom.shopify.edge.input;

import com.atom.shopify.money.Money;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Builds an `@Introspected` record from named values, strictly: unknown names, wrong types, missing values and broken
/// constraints are all found in one pass. Components are written in snake case outside; a component that may be missing
/// is `@Nullable` or a [Change]. Enum constants are written in lower case outside.
@Singleton
public final class RecordReader {
    /// What an amount of money looks like; it must not be negative besides.
    public static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,10})?");

    private final Validator validator;

    RecordReader(Validator validator) {
        this.validator = validator;
    }

    /// Reads a JSON body; fails with `request.invalid`.
    public <T> T body(Class<T> type, byte[] json) {
        return read(type, JsonBody.parse(json), Source.BODY);
    }

    /// Reads query parameters; fails with `request.invalid`.
    public <T> T query(Class<T> type, Map<String, String> parameters) {
        return read(type, new LinkedHashMap<>(parameters), Source.QUERY);
    }

    /// Reads a JSON object whose values are all strings, whatever their names; fails with `request.invalid`.
    public Map<String, String> bodyOfStrings(byte[] json) {
        var problems = new Problems();
        var strings = new LinkedHashMap<String, String>();
        JsonBody.parse(json).forEach((name, value) -> {
            if (value instanceof String text) {
                strings.put(name, text);
            } else {
                problems.add(shortened(name), "type", "must be a string");
            }
        });
        problems.throwIfAny();
        return strings;
    }

    private <T> T read(Class<T> type, Map<String, @Nullable Object> values, Source source) {
        var problems = new Problems();
        var made = make(type, values, "", source, problems);
        problems.throwIfAny();
        if (made instanceof CrossChecked whole) {
            whole.check(problems);
            problems.throwIfAny();
        }
        if (made == null) {
            throw new IllegalStateException("nothing read and nothing wrong: " + type);
        }
        return made;
    }

    /// Queries carry text only; bodies carry JSON types.
    private enum Source {
        BODY,
        QUERY
    }

    private <T> @Nullable T make(Class<T> type, Map<String, @Nullable Object> values, String path, Source source,
            Problems problems) {
        var introspection = BeanIntrospection.getIntrospection(type);
        var components = introspection.getConstructorArguments();
        var known = Arrays.stream(components).map(RecordReader::outerName).collect(Collectors.toSet());
        values.keySet().stream().filter(name -> !known.contains(name))
                .forEach(name -> problems.add(path + shortened(name), "unknown", "is not a field of this request"));

        var arguments = new @Nullable Object[components.length];
        var whole = true;
        for (var i = 0; i < components.length; i++) {
            var name = outerName(components[i]);
            arguments[i] = component(type, components[i], values.containsKey(name), values.get(name), path + name,
                    source,
                    problems);
            whole &= arguments[i] != null || optional(components[i]);
        }
        return whole ? introspection.instantiate(arguments) : null;
    }

    private @Nullable Object component(Class<?> owner, Argument<?> component, boolean present, @Nullable Object value,
            String path, Source source, Problems problems) {
        if (component.getType() == Change.class) {
            if (!present) {
                return new Change.Keep<>();
            }
            if (value == null) {
                return new Change.Clear<>();
            }
            var to = convert(component.getTypeParameters()[0], value, path, source, problems);
            return to == null ? null : checked(owner, component, new Change.To<>(to), path, problems);
        }
        if (!present) {
            if (!optional(component)) {
                problems.add(path, "required", "is required");
            }
            return null;
        }
        if (value == null) {
            problems.add(path, "null", "must not be null");
            return null;
        }
        var converted = convert(component, value, path, source, problems);
        return converted == null ? null : checked(owner, component, converted, path, problems);
    }

    private Object checked(Class<?> owner, Argument<?> component, Object value, String path, Problems problems) {
        for (var violation : validator.validateValue(owner, component.getName(), value)) {
            problems.add(path, code(violation.getConstraintDescriptor().getAnnotation().annotationType()),
                    violation.getMessage());
        }
        return value;
    }

    private @Nullable Object convert(Argument<?> wanted, Object value, String path, Source source, Problems problems) {
        var type = wanted.getType();
        if (type == List.class) {
            return list(wanted.getTypeParameters()[0], value, path, source, problems);
        }
        if (type == Money.class) {
            return money(value, path, problems);
        }
        if (type.isRecord()) {
            if (value instanceof Map<?, ?> map) {
                return make(type, named(map), path + ".", source, problems);
            }
            return wrongType(path, "an object", problems);
        }
        if (type.isEnum()) {
            return constant(type, value, path, problems);
        }
        return switch (type.getSimpleName()) {
            case "String" -> value instanceof String text
                    ? plain(text, path, problems)
                    : wrongType(path, "a string", problems);
            // Anything at all, for fields that are known only to be refused.
            case "Object" -> value;
            case "Boolean" -> flag(value, path, source, problems);
            case "Integer" -> integer(value, path, source, problems);
            case "Instant" -> instant(value, path, problems);
            default -> throw new IllegalStateException("no reader for " + type);
        };
    }

    private @Nullable List<?> list(Argument<?> item, Object value, String path, Source source, Problems problems) {
        if (!(value instanceof List<?> values)) {
            wrongType(path, "an array", problems);
            return null;
        }
        var items = new ArrayList<Object>();
        var index = 0;
        for (var each : values) {
            var at = path + "[" + index++ + "]";
            var converted = each == null
                    ? wrongType(at, "a value, not null", problems)
                    : convert(item, each, at, source, problems);
            if (converted != null) {
                items.add(converted);
            }
        }
        return items.size() == values.size() ? List.copyOf(items) : null;
    }

    private static @Nullable Money money(Object value, String path, Problems problems) {
        if (!(value instanceof Map<?, ?> map) || !map.keySet().equals(Set.of("amount", "currency"))
                || !(map.get("amount") instanceof String amount) || !(map.get("currency") instanceof String code)) {
            problems.add(path, "type", "must be {\"amount\":\"10.00\",\"currency\":\"USD\"}");
            return null;
        }
        var currency = currency(code);
        if (currency == null) {
            problems.add(path + ".currency", "format", "must be an ISO 4217 code");
            return null;
        }
        if (!DECIMAL.matcher(amount).matches()) {
            problems.add(path + ".amount", "format", "must be a decimal number of at most 15 digits");
            return null;
        }
        var money = new Money(new BigDecimal(amount), currency);
        if (!money.isExact()) {
            problems.add(path + ".amount", "decimals",
                    "must have at most " + currency.getDefaultFractionDigits() + " decimals");
            return null;
        }
        if (money.amount().signum() < 0) {
            problems.add(path + ".amount", "negative", "must not be negative");
            return null;
        }
        return money;
    }

    private static @Nullable Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static @Nullable Object constant(Class<?> type, Object value, String path, Problems problems) {
        var names = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(each -> outerName((Enum<?>) each), each -> each,
                        (first, second) -> first, LinkedHashMap::new));
        var constant = value instanceof String text ? names.get(text) : null;
        if (constant == null) {
            problems.add(path, "choice", "must be one of " + String.join(", ", names.keySet()));
        }
        return constant;
    }

    private static @Nullable String plain(String text, String path, Problems problems) {
        if (text.indexOf('\u0000') >= 0 || text.indexOf('\uFFFD') >= 0 || !wellFormed(text)) {
            problems.add(path, "characters", "holds characters that are not text");
            return null;
        }
        return text;
    }

    private static boolean wellFormed(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static @Nullable Boolean flag(Object value, String path, Source source, Problems problems) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (source == Source.QUERY && (value.equals("true") || value.equals("false"))) {
            return value.equals("true");
        }
        problems.add(path, "type", "must be true or false");
        return null;
    }

    private static @Nullable Integer integer(Object value, String path, Source source, Problems problems) {
        var text = source == Source.QUERY || value instanceof Long ? value.toString() : "";
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException notAnInteger) {
            problems.add(path, "type", "must be a whole number");
            return null;
        }
    }

    private static @Nullable Instant instant(Object value, String path, Problems problems) {
        try {
            return OffsetDateTime.parse(String.valueOf(value)).toInstant();
        } catch (DateTimeException notATime) {
            problems.add(path, "format", "must be an ISO-8601 time with offset, such as 2026-03-01T00:00:00Z");
            return null;
        }
    }

    private static @Nullable Object wrongType(String path, String wanted, Problems problems) {
        problems.add(path, "type", "must be " + wanted);
        return null;
    }

    private static Map<String, @Nullable Object> named(Map<?, ?> map) {
        var named = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, value) -> named.put((String) name, value));
        return named;
    }

    private static boolean optional(Argument<?> component) {
        return component.isNullable();
    }

    private static String outerName(Argument<?> component) {
        return outerName(component.getName());
    }

    /// How callers write a component.
    public static String outerName(String component) {
        return NameUtils.underscoreSeparate(component).toLowerCase(Locale.ROOT);
    }

    /// How callers write a constant.
    public static String outerName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// A hostile name must not blow up the answer.
    private static String shortened(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }

    /// `@NotBlank` becomes `not-blank`.
    private static String code(Class<?> constraint) {
        return NameUtils.hyphenate(constraint.getSimpleName());
    }
}
