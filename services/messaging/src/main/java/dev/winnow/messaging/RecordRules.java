package dev.winnow.messaging;

import dev.winnow.contracts.ErrorBody.Violation;
import jakarta.validation.Valid;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of one record, made once and kept for as long as its class. Safe to share. */
final class RecordRules {
    private static final RecordRules NONE = new RecordRules(List.of());
    private static final ClassValue<RecordRules> ALL =
            new ClassValue<>() {
                @Override
                protected RecordRules computeValue(Class<?> type) {
                    return type.isRecord() ? compile(type) : NONE;
                }
            };

    private final List<Field> fields;

    private RecordRules(List<Field> fields) {
        this.fields = fields;
    }

    static RecordRules of(Class<?> type) {
        return ALL.get(type);
    }

    /** Makes the rules of the type and of all records it is made of. */
    static void prepare(Class<?> type) {
        prepare(type, new HashSet<>());
    }

    private static void prepare(Type type, Set<Type> seen) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                prepare(argument, seen);
            }
        }
        if (type instanceof Class<?> record && record.isRecord() && seen.add(record)) {
            of(record);
            for (RecordComponent component : record.getRecordComponents()) {
                prepare(component.getGenericType(), seen);
            }
        }
    }

    void check(Object value, List<Violation> found) {
        check(value, null, found);
    }

    private void check(Object value, @Nullable Path path, List<Violation> found) {
        for (Field field : fields) {
            field.rules.check(field.read(value), path, field.name, -1, found);
        }
    }

    /** Where a value is; put into words only when there is something to say of it. */
    private record Path(@Nullable Path owner, String name, int index) {
        @Override
        public String toString() {
            if (index >= 0) {
                return owner + "[" + index + "]";
            }
            return owner == null ? name : owner + "." + name;
        }
    }

    private static RecordRules compile(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            // The constraints may stand on methods and types, but not on components as such.
            Method accessor = component.getAccessor();
            ValueRules rules = rules(accessor, component.getAnnotatedType());
            if (!rules.isEmpty()) {
                accessor.setAccessible(true); // A record nested in a test class is not public.
                fields.add(new Field(component.getName(), accessor, rules));
            }
        }
        return new RecordRules(List.copyOf(fields));
    }

    private static ValueRules rules(AnnotatedElement declared, AnnotatedType type) {
        ValueRules elements = null;
        if (type instanceof AnnotatedParameterizedType generic
                && generic.getAnnotatedActualTypeArguments().length == 1) {
            AnnotatedType element = generic.getAnnotatedActualTypeArguments()[0];
            ValueRules ofElement = rules(element, element);
            elements = ofElement.isEmpty() ? null : ofElement;
        }
        return new ValueRules(
                Constraint.of(declared), declared.isAnnotationPresent(Valid.class), elements);
    }

    /** One component that has rules. */
    private record Field(String name, Method accessor, ValueRules rules) {
        @Nullable Object read(Object owner) {
            try {
                return accessor.invoke(owner);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("cannot read " + accessor, e);
            }
        }
    }

    /** What holds for one value, and for its elements when it has some. */
    private record ValueRules(
            List<Constraint> constraints, boolean nested, @Nullable ValueRules elements) {
        boolean isEmpty() {
            return constraints.isEmpty() && !nested && elements == null;
        }

        /**
         * @param owner where the value's owner is; null for the record that is checked
         * @param name of the value; or, of an element, the place in its list
         */
        void check(
                @Nullable Object value,
                @Nullable Path owner,
                String name,
                int index,
                List<Violation> found) {
            for (Constraint constraint : constraints) {
                if (!constraint.holds(value)) {
                    String at = new Path(owner, name, index).toString();
                    found.add(new Violation(at, constraint.message()));
                }
            }
            if (value == null) {
                return;
            }
            if (value instanceof Iterable<?> values) {
                checkElements(values, new Path(owner, name, index), found);
            } else if (nested) {
                of(value.getClass()).check(value, new Path(owner, name, index), found);
            }
        }

        private void checkElements(Iterable<?> values, Path path, List<Violation> found) {
            int index = 0;
            for (Object element : values) {
                int place = index++;
                if (elements != null) {
                    elements.check(element, path, "", place, found);
                } else if (nested && element != null) {
                    of(element.getClass()).check(element, new Path(path, "", place), found);
                }
            }
        }
    }
}
