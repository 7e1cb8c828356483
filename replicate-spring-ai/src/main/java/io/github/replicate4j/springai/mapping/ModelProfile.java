/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import io.github.replicate4j.error.UnreadableJsonException;
import io.github.replicate4j.internal.json.Json;
import io.github.replicate4j.internal.support.Arguments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * What the schema of a model cannot say, for example how the model expects functions. A profile is data: an object with these
 * fields, of which each can be missing.
 *
 * <table>
 *   <caption>Fields of a profile</caption>
 *   <tr><th>Field</th><th>Meaning</th></tr>
 *   <tr><td>{@code models}</td><td>{@code owner/name} of the models; {@code *} stands for any characters</td></tr>
 *   <tr><td>{@code fields}</td><td>name of the input for a role, such as {@code {"messages": "input_item_list"}}</td></tr>
 *   <tr><td>{@code messages}</td><td>form of messages: {@code responses}, or {@code chat}, the default, for
 *       objects with a role and a content</td></tr>
 *   <tr><td>{@code tools}</td><td>form of functions and their calls: {@code responses}</td></tr>
 *   <tr><td>{@code output_schema}</td><td>form of the schema for structured output: {@code responses}</td></tr>
 *   <tr><td>{@code output_text}</td><td>name of the field with the text in an output that is an object</td></tr>
 *   <tr><td>{@code usage}</td><td>regular expressions, {@code input} and {@code output}, that find token counts in logs</td></tr>
 *   <tr><td>{@code texts}</td><td>form of the texts to embed in one string: {@code json}, {@code lines}, or {@code single} for one text</td></tr>
 *   <tr><td>{@code moderation}</td><td>Spring AI's categories of the codes of a moderation model, separated by spaces, such as
 *       {@code {"S1": "violence criminal"}}</td></tr>
 *   <tr><td>{@code dimensions}</td><td>length of embeddings</td></tr>
 * </table>
 *
 * @since 0.1.0
 */
public final class ModelProfile {

    /** The profile of a model that no profile is known for. */
    static final ModelProfile NONE = new ModelProfile(Map.of());

    private final List<Pattern> models;

    private final Map<String, Object> values;

    private ModelProfile(Map<String, Object> values) {
        this.values = values;
        this.models = values.get("models") instanceof List<?> patterns
                ? patterns.stream().map(pattern -> pattern(pattern.toString())).toList()
                : List.of();
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q"));
    }

    /**
     * Create a profile from its fields.
     *
     * @param values the fields, with {@code models}
     * @return the profile
     * @throws IllegalArgumentException if {@code models} is missing or empty, or a name or value is not valid
     */
    public static ModelProfile of(Map<String, Object> values) {
        Map<String, Object> copy = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        new ProfileCheck(copy).check();
        return new ModelProfile(copy);
    }

    /** Return a value as a map; an empty one if it is none. */
    static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    /**
     * Read a profile from a JSON file.
     *
     * @param json the file
     * @return the profile
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it is not a JSON object, {@code models} is missing or empty, or a name or value is not
     *     valid
     */
    public static ModelProfile read(Resource json) {
        Arguments.notNull("json", json);
        try {
            return of(Json.read(json.getContentAsByteArray(), Map.class));
        } catch (IOException ex) {
            throw new UncheckedIOException("The profile " + json.getDescription() + " cannot be read", ex);
        } catch (UnreadableJsonException ex) {
            throw new IllegalArgumentException(
                    "The profile " + json.getDescription() + " " + ex.getMessage() + ". Write an object with 'models'.",
                    ex);
        }
    }

    /** Return whether this profile applies to a model. */
    boolean matches(String model) {
        return this.models.stream().anyMatch(pattern -> pattern.matcher(model).matches());
    }

    /** Return a profile with the values of this one, and the values of another one where this one has none. */
    ModelProfile orElse(ModelProfile other) {
        Map<String, Object> merged = new LinkedHashMap<>(other.values);
        merged.putAll(this.values);
        return new ModelProfile(Collections.unmodifiableMap(merged));
    }

    /** Return whether the output is an object: only an object has a field with the text, or calls of functions. */
    boolean hasObjectOutput() {
        return text("output_text") != null || text("tools") != null;
    }

    @Nullable
    String field(InputRole role) {
        Object name = map(this.values.get("fields")).get(role.profileName());
        return name == null ? null : name.toString();
    }

    /**
     * Return a field as text.
     *
     * @param path name of the field, or names separated by dots
     * @return the text, or {@code null} if there is no such field
     */
    public @Nullable String text(String path) {
        Object value = this.values;
        for (String name : path.split("\\.")) {
            value = map(value).get(name);
        }
        return value == null ? null : value.toString();
    }

    /**
     * Return the categories of a code of a moderation model.
     *
     * @param code code such as {@code S1}
     * @return names of Spring AI's categories; empty if the code has none
     */
    public List<String> moderationCategories(String code) {
        String names = text("moderation." + code);
        return names == null ? List.of() : words(names);
    }

    static List<String> words(String text) {
        return List.of(StringUtils.tokenizeToStringArray(text, " \t\n"));
    }

    @Override
    public String toString() {
        return "ModelProfile" + this.models;
    }
}
