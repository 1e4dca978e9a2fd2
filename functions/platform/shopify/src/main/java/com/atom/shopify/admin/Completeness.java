package com.atom.shopify.admin;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether an answer holds all that its records promise. Serialization fills what is missing with null, also where a record
/// says that it is never null; left alone, that would surface far from here as a bug of ours.
final class Completeness {
    /// What is to be looked at in a value of a class; nothing in one that is no record.
    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return type.isRecord()
                    ? Stream.of(type.getRecordComponents()).filter(component -> !component.getType().isPrimitive())
                            .map(Part::of).toList()
                    : List.of();
        }
    };

    private Completeness() {}

    private record Part(Method accessor, boolean mayBeNull, boolean itemsMayBeNull) {
        static Part of(RecordComponent component) {
            var type = component.getAnnotatedType();
            var accessor = component.getAccessor();
            // The records of an answer are rarely public.
            accessor.setAccessible(true);
            return new Part(accessor, isNullable(type), type instanceof AnnotatedParameterizedType generic
                    && isNullable(generic.getAnnotatedActualTypeArguments()[0]));
        }

        private static boolean isNullable(AnnotatedType type) {
            return type.isAnnotationPresent(Nullable.class);
        }

        boolean isCompleteIn(Object whole) {
            return switch (valueIn(whole)) {
                case null -> mayBeNull;
                case Collection<?> items -> areComplete(items);
                case Object value -> Completeness.of(value);
            };
        }

        private boolean areComplete(Collection<? extends @Nullable Object> items) {
            for (var item : items) {
                if (item == null ? !itemsMayBeNull : !Completeness.of(item)) {
                    return false;
                }
            }
            return true;
        }

        private @Nullable Object valueIn(Object whole) {
            try {
                return accessor.invoke(whole);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /// Whether no component of a record in it is null without being marked as nullable.
    static boolean of(Object answer) {
        for (var part : PARTS.get(answer.getClass())) {
            if (!part.isCompleteIn(answer)) {
                return false;
            }
        }
        return true;
    }
}
