/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.json;

import static tools.jackson.databind.cfg.CoercionAction.Fail;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.internal.content.ContentTypes;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads and writes the JSON of Replicate's API: names in snake case, unset fields left out, unknown fields ignored.
 */
public final class Json {

    private static final String PROJECT = "io.github.replicate4j.";

    /** A model may return longer numbers than the 1,000 digits that Jackson accepts by default. */
    private static final int MAX_NUMBER_LENGTH = 100_000;

    private static final SnakeCase SNAKE_CASE = new SnakeCase();

    private static final JsonMapper MAPPER = settings()
            .addModule(ForeignTypes.module())
            .addModule(rejectedContent())
            .build();

    /** Reads the types of this client. A number is not a text: otherwise any value would be a status or an id. */
    private static final JsonMapper API_MAPPER =
            withoutNumbersAsText(settings()).build();

    /** Fails on responses that differ from the API's description. */
    private static final JsonMapper STRICT_MAPPER = strictSettings().build();

    private static final JsonMapper CANONICAL_MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final JsonMapper EXACT_MAPPER =
            settings().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private Json() {}

    /** Settings of the mappers that accept responses that differ from the API's description. */
    static JsonMapper.Builder settings() {
        return common().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .addModule(new SimpleModule("instants").addDeserializer(Instant.class, new InstantDeserializer()));
    }

    /** Jackson would write a path or megabytes of base64 in place of a file. */
    private static SimpleModule rejectedContent() {
        SimpleModule module = new SimpleModule("rejected content");
        ContentTypes.ALL.forEach(type -> reject(module, type));
        return module;
    }

    private static <T> void reject(SimpleModule module, Class<T> type) {
        module.addSerializer(type, new StdSerializer<T>(type) {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializationContext context) {
                throw new IllegalArgumentException(
                        "a file (" + value.getClass().getName() + ") is allowed only in the input of a model");
            }
        });
    }

    private static JsonMapper.Builder strictSettings() {
        return withoutNumbersAsText(common())
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .annotationIntrospector(new RequiredByApi());
    }

    private static JsonMapper.Builder withoutNumbersAsText(JsonMapper.Builder settings) {
        return settings.withCoercionConfig(
                LogicalType.Textual,
                text -> text.setCoercion(CoercionInputShape.Integer, Fail)
                        .setCoercion(CoercionInputShape.Float, Fail)
                        .setCoercion(CoercionInputShape.Boolean, Fail));
    }

    private static JsonMapper.Builder common() {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .build();
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .propertyNamingStrategy(SNAKE_CASE)
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                // A bean without properties, such as a Reader or a Supplier, is a mistake.
                .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .addModules(KotlinTypes.modules())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /**
     * Write a value that is sent as JSON.
     *
     * @throws IllegalArgumentException if it cannot be written
     */
    public static byte[] write(Object value) {
        ByteArrayBuilder json = new ByteArrayBuilder();
        try (JsonGenerator generator = new CheckedGenerator(MAPPER.createGenerator(json), 0)) {
            MAPPER.writeValue(generator, value);
        } catch (JacksonException ex) {
            throw new IllegalArgumentException(reason("cannot be written as JSON", ex));
        }
        return json.toByteArray();
    }

    /**
     * Write a value as JSON in a canonical form: the fields of objects are sorted, and numbers with a fraction or an exponent are
     * written as Java writes a {@code double}.
     *
     * @throws IllegalArgumentException if it cannot be written
     */
    public static String canonical(Object value) {
        return CANONICAL_MAPPER.writeValueAsString(MAPPER.readValue(write(value), Object.class));
    }

    /** Read the fields of a JSON object without loss of precision. */
    public static Map<String, @Nullable Object> exactFields(String json) {
        return EXACT_MAPPER.readValue(json, new TypeReference<>() {});
    }

    /** Return a value of a response as text: a string as it is, and any other value as JSON. */
    public static String text(Object value) {
        return value instanceof String text ? text : MAPPER.writeValueAsString(value);
    }

    /**
     * Read a value. A field of a type of this client that does not have its type is missing, and kept in the additional
     * properties.
     *
     * @throws UnreadableJsonException if the text is not JSON, is truncated or does not fit the type
     */
    public static <T> T read(byte[] json, Type type) {
        JavaType target = MAPPER.getTypeFactory().constructType(type);
        return target.getRawClass().getName().startsWith(PROJECT)
                ? read(API_MAPPER, json, target, failure -> UnfitFields.read(API_MAPPER, json, target, failure))
                : read(MAPPER, json, target, failure -> {
                    throw failure;
                });
    }

    /**
     * Read a value that must match the declaration of its type: required fields are present, a string is not a number, and
     * times are readable. Unknown fields are ignored.
     *
     * @throws UnreadableJsonException if the text is not JSON, is truncated or does not fit the type
     */
    public static <T> T readStrictly(byte[] json, Type type) {
        return read(STRICT_MAPPER, json, MAPPER.getTypeFactory().constructType(type), failure -> {
            throw failure;
        });
    }

    private static <T> T read(
            JsonMapper mapper, byte[] json, JavaType target, Function<DatabindException, T> onUnfitField) {
        T value;
        try {
            value = readOrElse(mapper, json, target, onUnfitField);
        } catch (JacksonException ex) {
            String expected = target.isMapLikeType()
                    ? "a JSON object"
                    : "JSON of a " + target.getRawClass().getSimpleName();
            throw new UnreadableJsonException(reason("is not " + expected, ex));
        }
        if (value == null) {
            throw new UnreadableJsonException("is null");
        }
        return value;
    }

    private static <T> T readOrElse(
            JsonMapper mapper, byte[] json, JavaType target, Function<DatabindException, T> onUnfitField) {
        try {
            return mapper.readValue(json, target);
        } catch (DatabindException ex) {
            return onUnfitField.apply(ex);
        }
    }

    /** Convert the name of a Java parameter or property to the name of a JSON field. */
    public static String fieldName(String name) {
        return SNAKE_CASE.of(name);
    }

    /**
     * Return the JSON fields of a value.
     *
     * @return its fields, or {@code null} if it is not a JSON object
     */
    public static @Nullable Map<?, ?> fields(Object value) {
        return MAPPER.convertValue(value, Object.class) instanceof Map<?, ?> fields ? fields : null;
    }

    /**
     * Convert a JSON value to some type.
     *
     * @param value a map, list, string, number, boolean or {@code null}
     * @return the converted value, or {@code null} for {@code null}
     * @throws UnreadableJsonException if it does not fit the type
     */
    public static <T> @Nullable T convert(
            @Nullable Object value, Type type, Map<Class<?>, Function<String, ?>> readers) {
        JavaType target = MAPPER.getTypeFactory().constructType(type);
        String rejection = KotlinTypes.rejection(type);
        if (rejection != null) {
            throw new UnreadableJsonException("cannot be read: " + rejection);
        }
        try {
            JsonNode tree = MAPPER.valueToTree(value);
            return MAPPER.readerFor(target).withAttributes(readers).readValue(tree);
        } catch (JacksonException ex) {
            throw new UnreadableJsonException(
                    reason("does not fit " + target.getRawClass().getSimpleName(), ex));
        } catch (IllegalArgumentException ex) {
            // Jackson does not wrap exceptions of the deserializer of the outermost value.
            throw new UnreadableJsonException(
                    "does not fit " + target.getRawClass().getSimpleName() + ": " + ex.getMessage());
        }
    }

    /** Describes the position and the kind of an error. It never contains the value, which may be an input or a signed URL. */
    static String reason(String what, JacksonException ex) {
        if (rootCause(ex) instanceof IllegalArgumentException rejection) {
            return what + at(ex) + ": " + rejection.getMessage();
        }
        if (ex instanceof StreamConstraintsException) {
            return what + ": " + ex.getOriginalMessage();
        }
        if (ex instanceof StreamReadException) {
            return what + ": malformed at line " + ex.getLocation().getLineNr() + ", column "
                    + ex.getLocation().getColumnNr();
        }
        String type = ex instanceof InvalidDefinitionException invalid
                ? " of " + invalid.getType().getRawClass().getName()
                : "";
        return what + at(ex) + " (" + ex.getClass().getSimpleName() + type + ")";
    }

    private static String at(JacksonException ex) {
        if (!(ex instanceof DatabindException) || ex.getPath().isEmpty()) {
            return "";
        }
        return ex.getPath().stream()
                .map(step -> step.getPropertyName() != null ? step.getPropertyName() : "[" + step.getIndex() + "]")
                .collect(Collectors.joining(".", " at '", "'"));
    }

    private static Throwable rootCause(Throwable ex) {
        Throwable root = ex;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static final class SnakeCase extends PropertyNamingStrategies.SnakeCaseStrategy {

        String of(String name) {
            return translate(name);
        }
    }

    private static final class RequiredByApi extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return member.hasAnnotation(ApiRequired.class)
                    || Boolean.TRUE.equals(super.hasRequiredMarker(config, member));
        }
    }
}
