/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import io.github.replicate4j.run.AsyncModelFunction;
import io.github.replicate4j.schema.ModelSchema;
import io.github.replicate4j.schema.SchemaType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A model with its inputs, as far as its schema describes them.
 *
 * @since 0.1.0
 */
public final class ModelDescription {

    private static final Map<InputRole, String> WITHOUT_SCHEMA =
            Map.of(InputRole.PROMPT, "prompt", InputRole.SYSTEM, "system_prompt", InputRole.MAX_TOKENS, "max_tokens");

    private final AsyncModelFunction function;

    private final ModelProfile profile;

    private final Map<String, InputField> fields;

    private final @Nullable SchemaType output;

    private final boolean schemaKnown;

    /** Returns whether a warning has not been logged before. */
    private final Predicate<String> firstWarning;

    ModelDescription(
            AsyncModelFunction function,
            ModelProfile profile,
            Predicate<String> firstWarning,
            @Nullable Map<String, ?> openapiSchema) {
        this.firstWarning = firstWarning;
        ModelSchema schema = ModelSchema.of(openapiSchema == null ? Map.of() : openapiSchema);
        SchemaType input = schema.input();
        SchemaType output = schema.output();
        Map<String, InputField> fields = new LinkedHashMap<>();
        if (input != null) {
            input.fields().forEach((name, field) -> fields.put(name, InputField.of(field)));
        }
        this.function = function;
        this.profile = profile;
        this.fields = Collections.unmodifiableMap(fields);
        this.output = output == null ? null : InputField.first(output);
        this.schemaKnown = !fields.isEmpty();
    }

    /**
     * Return the model as the application named it.
     *
     * @return {@code owner/name}, {@code owner/name:version}, or a version id
     */
    public String model() {
        return this.function.model();
    }

    /**
     * Return the function that runs the model. It shares the lookup of the model with this description.
     *
     * @return the function
     */
    public AsyncModelFunction function() {
        return this.function;
    }

    /**
     * Return what is known about the model beyond its schema.
     *
     * @return the profile; empty if there is none
     */
    public ModelProfile profile() {
        return this.profile;
    }

    /**
     * Return the inputs in the order of the schema.
     *
     * @return the inputs by name; empty if the model has no schema
     */
    public Map<String, InputField> fields() {
        return this.fields;
    }

    /**
     * Return what the model returns.
     *
     * @return the kind of output
     */
    public OutputKind outputKind() {
        OutputKind kind = OutputKind.of(this.output);
        return kind == OutputKind.UNKNOWN && this.profile.hasObjectOutput() ? OutputKind.OBJECT : kind;
    }

    /**
     * Return whether the output is a list.
     *
     * @return {@code false} also if the schema does not describe the output
     */
    public boolean isOutputList() {
        return this.output != null && this.output.kind() == SchemaType.Kind.ARRAY;
    }

    /**
     * Return whether the model returns its output in parts while it runs.
     *
     * @return {@code false} also if the schema does not describe the output
     */
    public boolean isStreamed() {
        return this.output != null && "iterator".equals(this.output.keyword("x-cog-array-type"));
    }

    /**
     * Return the input for a purpose.
     *
     * @param role the purpose
     * @return the input, or {@code null} if the model has none for it
     */
    public @Nullable InputField field(InputRole role) {
        String named = this.profile.field(role);
        if (!this.schemaKnown) {
            String name = named == null ? WITHOUT_SCHEMA.get(role) : named;
            return name == null ? null : InputField.untyped(name, InputField.Kind.ANY);
        }
        if (named != null) {
            return this.fields.get(named);
        }
        for (String alias : role.aliases()) {
            InputField field = this.fields.get(alias);
            if (field != null && role.fits(field)) {
                return field;
            }
        }
        return null;
    }

    /** Return whether an option is reported for the first time. */
    boolean isFirstWarning(String option) {
        return this.firstWarning.test(model() + " " + option);
    }

    /** Return the input with a name, or else the only one whose name has the same letters and digits. */
    @Nullable
    InputField fieldLike(String name) {
        InputField exact = this.fields.get(name);
        if (exact != null) {
            return exact;
        }
        List<InputField> similar = this.fields.values().stream()
                .filter(field -> letters(field.name()).equals(letters(name)))
                .toList();
        return similar.size() == 1 ? similar.get(0) : null;
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    /**
     * Describe the inputs for the message of an exception.
     *
     * @return for example {@code Its inputs are prompt, max_tokens.}
     */
    public String inputs() {
        return this.schemaKnown
                ? "Its inputs are " + String.join(", ", this.fields.keySet()) + "."
                : "The model has no schema, so only "
                        + new ArrayList<>(WITHOUT_SCHEMA.values())
                                .stream().sorted().collect(Collectors.joining(", "))
                        + " are known.";
    }

    /** Return the model without its inputs. */
    @Override
    public String toString() {
        return "ModelDescription[" + model() + "]";
    }
}
