package dev.winnow.screening.adapter.out.cel;

import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.values.StructValue;
import java.util.Map;
import java.util.Optional;

/**
 * A value with typed fields. {@code has()} tells whether a field was given. Absent text reads as
 * empty text, so that a comparison with it just does not hold; anything else that is absent has no
 * honest stand-in (a missing age is not 0), so reading it is an error, which refers the
 * application.
 */
final class Struct extends StructValue<String, Object> {
    private final StructType type;
    private final String name;

    @SuppressWarnings("Immutable") // a copy of text, numbers, times and lists that never change
    private final Map<String, Object> values;

    Struct(StructType type, String name, Map<String, Object> values) {
        this.type = type;
        this.name = name;
        this.values = Map.copyOf(values);
    }

    @Override
    public Object select(String field) {
        Object value = values.get(field);
        if (value != null) {
            return value;
        }
        if (type.findField(field)
                .map(StructType.Field::type)
                .equals(Optional.of(SimpleType.STRING))) {
            return "";
        }
        throw CelAttributeNotFoundException.of(name + "." + field + " is absent");
    }

    @Override
    public Optional<Object> find(String field) {
        return Optional.ofNullable(values.get(field));
    }

    @Override
    public Object value() {
        return this;
    }

    @Override
    public boolean isZeroValue() {
        return values.isEmpty();
    }

    @Override
    public CelType celType() {
        return type;
    }
}
