package com.atom.shopify.fake.shopify;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetcherFactories;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLUnionType;
import graphql.schema.TypeResolver;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which fields of the official schema the simulator answers, and how. Everything else is refused by name.
final class Wiring {
    /// Where a map says of which type it is, in a place that may hold several.
    static final String TYPE_NAME = "__typename";

    private final Map<String, Map<String, DataFetcher<?>>> fields = new LinkedHashMap<>();
    private final Map<Class<?>, String> types = new HashMap<>();
    private final Set<String> hollow = new HashSet<>();

    /// A value whose type in the schema does not follow from its class.
    interface Typed {
        String typeName();
    }

    /// How a field of an object is answered.
    @FunctionalInterface
    interface Answer<S> {
        @Nullable
        Object from(S source, Call call);
    }

    /// How a field is answered that needs nothing but its object.
    @FunctionalInterface
    interface Value<S> {
        @Nullable
        Object of(S source);
    }

    /// One field being answered, in one shop.
    record Call(DataFetchingEnvironment environment) {
        Shop shop() {
            return Objects.requireNonNull(environment.getGraphQlContext().get(Shop.class));
        }

        Scopes scopes() {
            return Objects.requireNonNull(environment.getGraphQlContext().get(Scopes.class));
        }

        /// The app that asks.
        App app() {
            return Objects.requireNonNull(visit().app());
        }

        Visit visit() {
            return Objects.requireNonNull(environment.getGraphQlContext().get(Visit.class));
        }

        Executor executor() {
            return Objects.requireNonNull(environment.getGraphQlContext().get(Executor.class));
        }

        String text(String argument) {
            return Objects.requireNonNullElse(environment.getArgument(argument), "");
        }

        boolean truth(String argument) {
            return Boolean.TRUE.equals(environment.getArgument(argument));
        }

        /// An input object given as an argument.
        Input input(String argument) {
            return Input.of(argument, environment.getArgument(argument));
        }

        boolean has(String argument) {
            return environment.getArgument(argument) != null;
        }

        /// A field's arguments that change nothing here must not be given.
        void refuse(String... arguments) {
            for (String argument : arguments) {
                if (has(argument)) {
                    throw Refusal.unsupported(environment.getFieldDefinition().getName() + "(" + argument + ":)");
                }
            }
        }
    }

    /// The fields of one object type.
    static final class Type<S> {
        private final String name;
        private final Map<String, DataFetcher<?>> answers;
        private final Set<String> hollow;
        private final Class<S> source;

        private Type(String name, Map<String, DataFetcher<?>> answers, Set<String> hollow, Class<S> source) {
            this.name = name;
            this.answers = answers;
            this.hollow = hollow;
            this.source = source;
        }

        /// Fields that are null here in every shop: what is selected below them does not matter.
        Type<S> nothing(String... names) {
            for (String field : names) {
                hollow.add(name + "." + field);
                field(field, object -> null);
            }
            return this;
        }

        /// Connections that are empty here in every shop.
        Type<S> nobody(String... names) {
            for (String field : names) {
                hollow.add(name + "." + field);
                field(field, object -> Page.EMPTY);
            }
            return this;
        }

        Type<S> field(String name, Value<S> value) {
            return answer(name, (object, call) -> value.of(object));
        }

        Type<S> answer(String name, Answer<S> answer) {
            answers.put(name, environment -> answer.from(Objects.requireNonNull(source.cast(environment.getSource())),
                    new Call(environment)));
            return this;
        }
    }

    /// An object type whose values are instances of a class.
    <S> Type<S> type(String name, Class<S> source) {
        types.put(source, name);
        return new Type<>(name, fields.computeIfAbsent(name, unknown -> new LinkedHashMap<>()), hollow, source);
    }

    /// An object type whose values are maps from field name to value.
    void plain(String name, String... names) {
        var answers = fields.computeIfAbsent(name, unknown -> new LinkedHashMap<>());
        for (String field : names) {
            answers.put(field, environment -> ((Map<?, ?>) Objects.requireNonNull(environment.getSource())).get(field));
        }
    }

    /// A field of the query or mutation root.
    void root(String type, String name, Answer<Shop> answer) {
        fields.computeIfAbsent(type, unknown -> new LinkedHashMap<>()).put(name, environment -> {
            var call = new Call(environment);
            return type.equals("Mutation")
                    ? call.shop().changes().during(() -> call.shop().idempotency().once(environment,
                            call.shop().aged(), () -> answer.from(call.shop(), call)))
                    : answer.from(call.shop(), call);
        });
    }

    /// Nothing is ever found below this field.
    boolean hollow(String type, String field) {
        return hollow.contains(type + "." + field);
    }

    boolean supports(String type, String field) {
        return type.startsWith("__") || field.startsWith("__")
                || fields.getOrDefault(type, Map.of()).containsKey(field);
    }

    /// The official schema with these answers. A field that the schema does not know stops the start.
    GraphQLSchema over(GraphQLSchema bare) {
        GraphQLCodeRegistry code = bare.getCodeRegistry().transform(registry -> {
            fields.forEach((type, answers) -> answers.forEach((field, answer) -> {
                if (!(bare.getType(type) instanceof GraphQLObjectType object)
                        || object.getFieldDefinition(field) == null) {
                    throw new IllegalStateException("the official schema has no " + type + "." + field);
                }
                registry.dataFetcher(FieldCoordinates.coordinates(type, field),
                        Approval.guarding(type, field, answer));
            }));
            registry.defaultDataFetcher(DataFetcherFactories.useDataFetcher(refusing()));
            bare.getAllTypesAsList().stream()
                    .filter(type -> type instanceof GraphQLInterfaceType || type instanceof GraphQLUnionType)
                    .forEach(type -> registry.typeResolver(type.getName(), resolver()));
        });
        return bare.transformWithoutTypes(schema -> schema.codeRegistry(code));
    }

    private static DataFetcher<Object> refusing() {
        return environment -> {
            throw Refusal.unsupported(environment.getExecutionStepInfo().getObjectType().getName() + "."
                    + environment.getFieldDefinition().getName());
        };
    }

    private TypeResolver resolver() {
        return environment -> {
            Object value = Objects.requireNonNull(environment.getObject());
            Object name = switch (value) {
                case Typed typed -> typed.typeName();
                case Map<?, ?> map -> map.get(TYPE_NAME);
                default -> types.get(value.getClass());
            };
            return environment.getSchema().getObjectType(String.valueOf(Objects.requireNonNull(name)));
        };
    }
}
