package dev.winnow.messaging;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.ext.javatime.deser.LocalDateDeserializer;
import tools.jackson.databind.ext.javatime.ser.InstantSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * What each message pays for, done once: the library looks anew for the way into a record's
 * constructor each time, and has a general parser for dates. Together they are nearly half of the
 * time and of the memory that reading a small record takes. What is read, and what is refused, is
 * the same.
 */
final class FastJson extends SimpleModule {
    private static final long serialVersionUID = 1L;

    FastJson() {
        super("winnow");
        addDeserializer(
                LocalDate.class,
                new Quick<>(LocalDate.class, Timestamps::date, LocalDateDeserializer.INSTANCE));
        addDeserializer(
                Instant.class,
                new Quick<>(Instant.class, Timestamps::utc, InstantDeserializer.INSTANT));
        addSerializer(Instant.class, new InstantTexts());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addValueInstantiators(new Records());
    }

    /** Texts of the form that nearly all have; anything else goes the usual way. */
    private static final class Quick<T> extends StdScalarDeserializer<T> {
        private final Function<String, @Nullable T> quick;
        private final ValueDeserializer<T> usual;

        /**
         * @param quick null for what is of another form
         */
        Quick(Class<T> type, Function<String, @Nullable T> quick, ValueDeserializer<T> usual) {
            super(type);
            this.quick = quick;
            this.usual = usual;
        }

        /** A field with a form of its own is read by the library alone. */
        @Override
        public ValueDeserializer<?> createContextual(
                DeserializationContext context, @Nullable BeanProperty property) {
            return hasForm(findFormatOverrides(context, property, handledType()))
                    ? usual.createContextual(context, property)
                    : this;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                T value = quick.apply(parser.getString());
                if (value != null) {
                    return value;
                }
            }
            return usual.deserialize(parser, context);
        }
    }

    private static boolean hasForm(JsonFormat.@Nullable Value form) {
        return form != null && !form.equals(JsonFormat.Value.empty());
    }

    /** Timestamps without the general formatter. */
    private static final class InstantTexts extends StdScalarSerializer<Instant> {
        InstantTexts() {
            super(Instant.class);
        }

        /** A field with a form of its own is written by the library alone. */
        @Override
        public ValueSerializer<?> createContextual(
                SerializationContext context, @Nullable BeanProperty property) {
            return hasForm(findFormatOverrides(context, property, handledType()))
                    ? InstantSerializer.INSTANCE.createContextual(context, property)
                    : this;
        }

        @Override
        public void serialize(Instant value, JsonGenerator to, SerializationContext context) {
            to.writeString(Timestamps.text(value));
        }
    }

    private static final class Records extends ValueInstantiators.Base {
        @Override
        public ValueInstantiator modifyValueInstantiator(
                DeserializationConfig config,
                BeanDescription.Supplier bean,
                ValueInstantiator usual) {
            if (bean.getBeanClass().isRecord()
                    && usual instanceof StdValueInstantiator standard
                    && standard.getWithArgsCreator() != null
                    && standard.getWithArgsCreator().getAnnotated() instanceof Constructor<?> way) {
                MethodHandle handle = handle(way);
                return handle == null ? usual : new RecordMaker(standard, handle);
            }
            return usual;
        }

        private static @Nullable MethodHandle handle(Constructor<?> constructor) {
            try {
                return MethodHandles.lookup()
                        .unreflectConstructor(constructor)
                        .asFixedArity()
                        .asSpreader(Object[].class, constructor.getParameterCount())
                        .asType(MethodType.methodType(Object.class, Object[].class));
            } catch (IllegalAccessException e) {
                return null; // The library found a way that is not ours.
            }
        }
    }

    private static final class RecordMaker extends StdValueInstantiator {
        private static final long serialVersionUID = 1L;

        private final transient MethodHandle constructor;

        RecordMaker(StdValueInstantiator usual, MethodHandle constructor) {
            super(usual);
            this.constructor = constructor;
        }

        // A method handle may throw whatever the constructor throws.
        @SuppressWarnings("CatchingUnchecked")
        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] values) {
            try {
                return constructor.invokeExact(values);
            } catch (Error e) {
                throw e;
            } catch (Throwable e) {
                return context.handleInstantiationProblem(
                        getValueClass(), values, rewrapCtorProblem(context, e));
            }
        }
    }
}
