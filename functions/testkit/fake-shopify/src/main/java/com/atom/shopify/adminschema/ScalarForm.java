package com.atom.shopify.adminschema;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a value of one of Shopify's own scalars may look like on the way in. On the way out the simulator is trusted.
enum ScalarForm {
    /// Decimal numbers, as text or as a number.
    NUMBER {
        @Override
        boolean accepts(Object value) {
            if (!(value instanceof String) && !(value instanceof Number)) {
                return false;
            }
            try {
                return new BigDecimal(String.valueOf(value)).scale() < 100;
            } catch (NumberFormatException notNumeric) {
                return false;
            }
        }
    },
    /// A date with time and offset.
    INSTANT {
        @Override
        boolean accepts(Object value) {
            try {
                return value instanceof String text && OffsetDateTime.parse(text) != null;
            } catch (DateTimeException notTime) {
                return false;
            }
        }
    },
    /// A calendar date.
    DAY {
        @Override
        boolean accepts(Object value) {
            try {
                return value instanceof String text && LocalDate.parse(text) != null;
            } catch (DateTimeException notDate) {
                return false;
            }
        }
    },
    /// Text of any content: addresses, HTML, colours.
    TEXT {
        @Override
        boolean accepts(Object value) {
            return value instanceof String;
        }
    },
    /// Whatever JSON can say.
    ANY {
        @Override
        boolean accepts(Object value) {
            return true;
        }
    };

    abstract boolean accepts(Object value);

    static GraphQLScalarType scalar(String name) {
        ScalarForm form = switch (name) {
            case "Money", "Decimal", "UnsignedInt64", "BigInt" -> NUMBER;
            case "DateTime" -> INSTANT;
            case "Date" -> DAY;
            case "JSON" -> ANY;
            default -> TEXT;
        };
        return GraphQLScalarType.newScalar().name(name).coercing(new Form(name, form)).build();
    }

    private record Form(String name, ScalarForm form) implements Coercing<Object, Object> {
        @Override
        public Object serialize(Object result, GraphQLContext context, Locale locale) {
            return result;
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            if (form.accepts(input)) {
                return input;
            }
            throw new CoercingParseValueException("invalid value for " + name);
        }

        @Override
        public @Nullable Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context,
                Locale locale) {
            Object plain = plain(input, variables);
            if (plain == null || form.accepts(plain)) {
                return plain;
            }
            throw new CoercingParseLiteralException("invalid value for " + name);
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return literal(input);
        }

        @SuppressWarnings("rawtypes") // graphql-java's own raw type
        private static Value<?> literal(@Nullable Object value) {
            return switch (value) {
                case null -> NullValue.of();
                case Boolean truth -> BooleanValue.of(truth);
                case Integer number -> IntValue.of(number);
                case Number number -> FloatValue.newFloatValue(new BigDecimal(number.toString())).build();
                case List<?> items -> new ArrayValue(items.stream().<Value>map(Form::literal).toList());
                case Map<?, ?> fields -> new ObjectValue(fields.entrySet().stream()
                        .map(field -> new ObjectField(String.valueOf(field.getKey()), literal(field.getValue())))
                        .toList());
                default -> StringValue.of(value.toString());
            };
        }

        private static @Nullable Object plain(Value<?> value, CoercedVariables variables) {
            return switch (value) {
                case StringValue text -> text.getValue();
                case IntValue number -> number.getValue();
                case FloatValue number -> number.getValue();
                case BooleanValue truth -> truth.isValue();
                case EnumValue constant -> constant.getName();
                case VariableReference variable -> variables.get(variable.getName());
                case ArrayValue list -> list.getValues().stream().map(item -> plain(item, variables)).toList();
                case ObjectValue object -> object(object, variables);
                case NullValue _ -> null;
                default -> throw new CoercingParseLiteralException("unexpected literal");
            };
        }

        private static Map<String, @Nullable Object> object(ObjectValue object, CoercedVariables variables) {
            var plain = new LinkedHashMap<String, @Nullable Object>();
            for (ObjectField field : object.getObjectFields()) {
                plain.put(field.getName(), plain(field.getValue(), variables));
            }
            return plain;
        }
    }
}
