package com.atom.shopify.openapi;

import com.atom.shopify.edge.input.Change;
import com.atom.shopify.edge.input.RecordReader;
import com.atom.shopify.money.Money;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.AnnotatedElement;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The schemas of records, one component of the document each. What is read is what [RecordReader] accepts; what is written is
/// what the serializer makes of a record: every component is there, and one that is `@Nullable` may be null.
final class Schemas {
    /// Which way a record travels.
    enum Way {
        READ,
        WRITTEN
    }

    /// A record, one way.
    private record Key(Class<?> type, Way way) {}

    /// A component as it is seen from outside.
    record Part(String name, boolean required, Map<String, Object> schema) {}

    private final ObjectMapper json;
    private final Map<Key, String> names = new HashMap<>();
    private final SortedMap<String, Object> components = new TreeMap<>();

    Schemas(ObjectMapper json) {
        this.json = json;
    }

    /// The schemas by name, as far as they were asked for.
    SortedMap<String, Object> components() {
        return components;
    }

    /// A reference to the schema of a record, or of a closed family of them.
    Map<String, Object> of(Class<?> record, Way way) {
        var key = new Key(record, way);
        var name = names.get(key);
        if (name == null) {
            name = free(key);
            names.put(key, name);
            components.put(name, record.isSealed() ? oneOf(record, way) : object(parts(record, way)));
        }
        return Json.ref("schemas", name);
    }

    private Map<String, Object> oneOf(Class<?> family, Way way) {
        return Json.object("oneOf", Arrays.stream(family.getPermittedSubclasses()).map(type -> of(type, way)).toList());
    }

    /// A reference to a schema that is no record's.
    Map<String, Object> named(String name, Map<String, Object> schema) {
        components.putIfAbsent(name, schema);
        return Json.ref("schemas", name);
    }

    /// The name under which a record is referred to.
    String name(Class<?> record, Way way) {
        of(record, way);
        return names.getOrDefault(new Key(record, way), "");
    }

    List<Part> parts(Class<?> record, Way way) {
        return Arrays.stream(record.getRecordComponents()).map(component -> part(record, component, way)).toList();
    }

    /// An object with these parts and no other.
    static Map<String, Object> object(List<Part> parts) {
        var properties = new LinkedHashMap<String, Object>();
        parts.forEach(part -> properties.put(part.name(), part.schema()));
        var object = Json.object("type", "object", "properties", properties);
        var required = parts.stream().filter(Part::required).map(Part::name).toList();
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        object.put("additionalProperties", false);
        return object;
    }

    private Part part(Class<?> record, RecordComponent component, Way way) {
        var type = component.getAnnotatedType();
        if (component.getType() == Change.class) {
            return new Part(outerName(record, component, way), false, nullable(schema(argument(type, 0), way)));
        }
        var maybe = type.isAnnotationPresent(Nullable.class);
        var schema = schema(type, way);
        return switch (way) {
            case READ -> new Part(outerName(record, component, way), !maybe, schema);
            case WRITTEN -> maybe && isLeftOut(record, component)
                    ? new Part(outerName(record, component, way), false, schema)
                    : new Part(outerName(record, component, way), true, maybe ? nullable(schema) : schema);
        };
    }

    private static boolean isLeftOut(Class<?> record, RecordComponent component) {
        var inclusion = field(record, component.getName()).getAnnotation(JsonInclude.class);
        return inclusion != null && inclusion.value() == JsonInclude.Include.NON_NULL;
    }

    /// Where the annotations of a component are at run time.
    private static Field field(Class<?> record, String component) {
        try {
            return record.getDeclaredField(component);
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String outerName(Class<?> record, RecordComponent component, Way way) {
        return switch (way) {
            case READ -> RecordReader.outerName(component.getName());
            case WRITTEN -> writtenName(record, component.getName());
        };
    }

    private static String writtenName(Class<?> record, String component) {
        var own = field(record, component).getAnnotation(JsonProperty.class);
        if (own != null) {
            return own.value();
        }
        try {
            AnnotatedElement named = () -> component;
            return record.getAnnotation(Serdeable.class).naming().getDeclaredConstructor().newInstance()
                    .translate(named);
        } catch (ReflectiveOperationException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    private Map<String, Object> schema(AnnotatedType annotated, Way way) {
        var schema = annotated.getType() instanceof ParameterizedType generic
                ? container((Class<?>) generic.getRawType(), annotated, way)
                : plain((Class<?>) annotated.getType(), way);
        Constraints.add(annotated, schema);
        return schema;
    }

    private Map<String, Object> container(Class<?> type, AnnotatedType annotated, Way way) {
        if (type == List.class) {
            return Json.object("type", "array", "items", element(argument(annotated, 0), way));
        }
        if (type == Map.class && argument(annotated, 0).getType() == String.class) {
            return Json.object("type", "object", "additionalProperties", element(argument(annotated, 1), way));
        }
        throw new IllegalStateException("no schema for " + annotated);
    }

    private Map<String, Object> element(AnnotatedType type, Way way) {
        var schema = schema(type, way);
        return type.isAnnotationPresent(Nullable.class) ? nullable(schema) : schema;
    }

    private static AnnotatedType argument(AnnotatedType generic, int index) {
        return ((AnnotatedParameterizedType) generic).getAnnotatedActualTypeArguments()[index];
    }

    private Map<String, Object> plain(Class<?> type, Way way) {
        if (type == Money.class) {
            return money(way);
        }
        if (type.isRecord() || type.isSealed()) {
            return of(type, way);
        }
        if (type.isEnum()) {
            return Json.object("type", "string", "enum",
                    Arrays.stream(type.getEnumConstants()).map(each -> constant((Enum<?>) each, way)).toList());
        }
        if (type == Object.class || type == JsonNode.class) {
            return Json.object();
        }
        if (type == String.class) {
            return Json.object("type", "string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return Json.object("type", "boolean");
        }
        if (type == int.class || type == Integer.class) {
            return Json.object("type", "integer", "format", "int32");
        }
        if (type == long.class || type == Long.class) {
            return Json.object("type", "integer", "format", "int64");
        }
        if (type == BigDecimal.class) {
            return Json.object("type", "number");
        }
        if (type == Instant.class) {
            return Json.object("type", "string", "format", "date-time");
        }
        if (type == LocalDate.class) {
            return Json.object("type", "string", "format", "date");
        }
        throw new IllegalStateException("no schema for " + type);
    }

    private String constant(Enum<?> constant, Way way) {
        try {
            return switch (way) {
                case READ -> RecordReader.outerName(constant);
                case WRITTEN -> json.writeValueToTree(constant).getStringValue();
            };
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Map<String, Object> money(Way way) {
        var currency = new Part("currency", true, Json.object("type", "string", "pattern", "^[A-Z]{3}$"));
        return switch (way) {
            case READ -> named("MoneyInput", with(object(List.of(new Part("amount", true, Json.object("type", "string",
                    "pattern", Constraints.whole(RecordReader.DECIMAL.pattern()), "description",
                    "Not negative, with at most the currency's own number of decimals.")), currency)), "examples",
                    List.of(Json.object("amount", "10.00", "currency", "USD"))));
            case WRITTEN -> named("Money", object(List.of(new Part("amount", true,
                    Json.object("type", "string", "pattern", "^-?[0-9]+(\\.[0-9]+)?$")), currency)));
        };
    }

    private static Map<String, Object> with(Map<String, Object> schema, String keyword, Object value) {
        schema.put(keyword, value);
        return schema;
    }

    private static Map<String, Object> nullable(Map<String, Object> schema) {
        if (!(schema.get("type") instanceof String type)) {
            return Json.object("anyOf", List.of(schema, Json.object("type", "null")));
        }
        schema.put("type", List.of(type, "null"));
        if (schema.get("enum") instanceof List<?> constants) {
            var all = new ArrayList<@Nullable Object>(constants);
            all.add(null);
            schema.put("enum", all);
        }
        return schema;
    }

    /// The class's own name; a part of a record is named after the record.
    private String free(Key key) {
        var type = key.type();
        var name = simpleName(type);
        if (!components.containsKey(name) && !names.containsValue(name)) {
            return name;
        }
        var qualified = switch (key.way()) {
            case READ -> name + "Input";
            case WRITTEN -> {
                var path = type.getPackageName();
                yield path.substring(path.lastIndexOf('.') + 1) + "." + name;
            }
        };
        if (names.containsValue(qualified)) {
            throw new IllegalStateException("two records are called " + qualified + ", one is " + type);
        }
        return qualified;
    }

    private static String simpleName(Class<?> type) {
        var name = type.getSimpleName().replaceFirst("(?<=.)Json$", "");
        var owner = type.getEnclosingClass();
        return owner != null && owner.isRecord() ? simpleName(owner) + "." + name : name;
    }
}
