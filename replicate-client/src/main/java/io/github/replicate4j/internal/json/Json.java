/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.internal.json;

import static tools.jackson.databind.cfg.CoercionAction.Fail;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.replicate4j.error.UnreadableJsonException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads and writes JSON as Replicate speaks it: names in snake case, unset fields absent, unknown fields no error.
 *
 * <p>Not meant for applications: it is public only because several packages of the client need it.
 */
public final class Json {

    private static final SnakeCase SNAKE_CASE = new SnakeCase();

    private static final JsonMapper MAPPER =
            settings().addModule(new RefusedFiles()).build();

    /** For those who want to know when an answer is not as the API describes it. */
    private static final JsonMapper STRICT_MAPPER = strictSettings().build();

    private Json() {}

    /** What all mappers have in common that take what comes. */
    static JsonMapper.Builder settings() {
        return common().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .addModule(new InstantDeserializer())
                .annotationIntrospector(new IgnoreRequired());
    }

    private static JsonMapper.Builder strictSettings() {
        return common().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, Fail)
                                .setCoercion(CoercionInputShape.Float, Fail)
                                .setCoercion(CoercionInputShape.Boolean, Fail));
    }

    private static JsonMapper.Builder common() {
        return JsonMapper.builder()
                .propertyNamingStrategy(SNAKE_CASE)
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                // What has nothing to write is no value, and was not meant: a reader, a supplier.
                .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /**
     * Writes a value.
     *
     * @param value anything Jackson can write
     * @return JSON in UTF-8
     * @throws IllegalArgumentException if it cannot be written
     */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JacksonException ex) {
            throw new IllegalArgumentException(reason("cannot be written as JSON", ex));
        }
    }

    /**
     * Reads a value.
     *
     * @param json JSON in UTF-8
     * @param type what to read it as
     * @param <T> what to read it as
     * @return the value
     * @throws UnreadableJsonException if the text is no JSON, is cut off or does not fit the type
     */
    public static <T> T read(byte[] json, Type type) {
        return read(MAPPER, json, type);
    }

    /**
     * Reads a value, and lets nothing pass that is not as the type declares it: no field that is required may be missing,
     * no number stand for a text, no time be unreadable. Unknown fields are no error here either.
     *
     * @param json JSON in UTF-8
     * @param type what to read it as
     * @param <T> what to read it as
     * @return the value
     * @throws UnreadableJsonException if the text is no JSON, is cut off or does not fit the type
     */
    public static <T> T readStrictly(byte[] json, Type type) {
        return read(STRICT_MAPPER, json, type);
    }

    private static <T> T read(JsonMapper mapper, byte[] json, Type type) {
        JavaType target = MAPPER.getTypeFactory().constructType(type);
        T value;
        try {
            value = mapper.readValue(json, target);
        } catch (JacksonException ex) {
            throw new UnreadableJsonException(
                    reason("is not JSON of a " + target.getRawClass().getSimpleName(), ex));
        }
        if (value == null) {
            throw new UnreadableJsonException("is null");
        }
        return value;
    }

    /**
     * Turns the name of a Java parameter into the name that a field of it would have.
     *
     * @param name for example {@code numOutputs}
     * @return for example {@code num_outputs}
     */
    public static String name(String name) {
        return SNAKE_CASE.of(name);
    }

    /**
     * Looks for an id in something that could not be read as a whole.
     *
     * @param json perhaps a JSON object
     * @return its {@code id}, or {@code null} if there is none to be found
     */
    public static @Nullable String id(String json) {
        try {
            return MAPPER.readTree(json).path("id").stringValue(null);
        } catch (JacksonException ex) {
            return null;
        }
    }

    /**
     * Takes a value apart that has been written before.
     *
     * @param value anything Jackson can write
     * @return its fields, or {@code null} if it is no JSON object
     */
    public static @Nullable Map<?, ?> fields(Object value) {
        return MAPPER.convertValue(value, Object.class) instanceof Map<?, ?> fields ? fields : null;
    }

    /**
     * Reads any JSON value as plain Java: maps, lists, strings, numbers, booleans.
     *
     * @param value a value made of plain Java, or {@code null}
     * @param type what to read it as
     * @param readers how to read strings of types with a {@link StringReaderDeserializer}
     * @param <T> what to read it as
     * @return the value, or {@code null} for {@code null}
     * @throws UnreadableJsonException if it does not fit the type
     */
    public static <T> @Nullable T convert(@Nullable Object value, Type type, Map<Class<?>, Function<String, ?>> readers) {
        JavaType target = MAPPER.getTypeFactory().constructType(type);
        try {
            JsonNode tree = MAPPER.valueToTree(value);
            return MAPPER.readerFor(target)
                    .withAttributes(readers)
                    .readValue(tree);
        } catch (JacksonException ex) {
            throw new UnreadableJsonException(
                    reason("does not fit " + target.getRawClass().getSimpleName(), ex));
        } catch (IllegalArgumentException ex) {
            // Jackson wraps only what happens inside of something else.
            throw new UnreadableJsonException(
                    "does not fit " + target.getRawClass().getSimpleName() + ": " + ex.getMessage());
        }
    }

    /** Says where and how, but never shows the value itself: it may be an input or a signed URL. */
    static String reason(String what, JacksonException ex) {
        if (rootCause(ex) instanceof IllegalArgumentException refused) {
            return what + at(ex) + ": " + refused.getMessage();
        }
        if (ex instanceof StreamConstraintsException) {
            return what + ": " + ex.getOriginalMessage();
        }
        if (ex instanceof StreamReadException) {
            return what + ": broken at line " + ex.getLocation().getLineNr() + ", column "
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
}
