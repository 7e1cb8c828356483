/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.tool;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.reference.ModelReference;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.execution.ToolCallResultConverter;

/**
 * Specification of a tool: its name, its description, and the inputs that a chat model can set.
 *
 * @since 0.1.0
 */
public final class ReplicateToolSpec {

    private static final int MAX_NAME = 64;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0," + (MAX_NAME - 1) + "}");

    private final String model;

    private String name;

    private @Nullable String description;

    private final Map<String, @Nullable Object> fixed = new LinkedHashMap<>();

    private final Set<String> excluded = new LinkedHashSet<>();

    private final Set<String> only = new LinkedHashSet<>();

    private @Nullable Duration timeout;

    private boolean returnDirect;

    private ToolCallResultConverter resultConverter = new ToolResultConverter();

    ReplicateToolSpec(String model) {
        ModelReference reference = ModelReference.ofModel(Arguments.notNull("model", model));
        if (reference.owner() == null) {
            throw new IllegalArgumentException(
                    model + " cannot be a tool, because a version id alone does not tell its inputs. Use"
                            + " owner/name:version.");
        }
        this.model = model;
        this.name = defaultName(String.valueOf(reference.model()));
    }

    private static String defaultName(String model) {
        String name = model.replaceAll("[^A-Za-z0-9_-]", "_");
        if (!NAME.matcher(name.substring(0, 1)).matches()) {
            name = "_" + name;
        }
        if (name.length() <= MAX_NAME) {
            return name;
        }
        String hash = "_" + Integer.toHexString(model.hashCode());
        return name.substring(0, MAX_NAME - hash.length()) + hash;
    }

    /**
     * Set the name of the tool: letters, digits, {@code _} and {@code -}, at most 64 characters, and no digit or {@code -} at
     * the beginning. Default: the owner and the name of the model, such as {@code black-forest-labs_flux-schnell}.
     *
     * @param name the name
     * @return this specification
     * @throws IllegalArgumentException if the name has other characters
     */
    public ReplicateToolSpec name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The name " + name + " of a tool must consist of letters, digits, _ and -,"
                            + " begin with a letter or _, and have at most " + MAX_NAME + " characters");
        }
        this.name = name;
        return this;
    }

    /**
     * Set the description that tells the chat model when to call the tool. Default: the description of the model.
     *
     * @param description the description
     * @return this specification
     * @throws IllegalArgumentException if the description is empty
     */
    public ReplicateToolSpec description(String description) {
        if (description.isBlank()) {
            throw new IllegalArgumentException("The description of a tool must not be empty");
        }
        this.description = description;
        return this;
    }

    /**
     * Set the value of an input, which the chat model does not see. It may contain files.
     *
     * @param name name in the schema of the model
     * @param value the value
     * @return this specification
     */
    public ReplicateToolSpec fixedInput(String name, @Nullable Object value) {
        this.fixed.put(Arguments.notNull("name", name), value);
        return this;
    }

    /**
     * Hide inputs from the chat model. The model on Replicate uses its defaults for them.
     *
     * @param names names in the schema of the model
     * @return this specification
     */
    public ReplicateToolSpec excludedInputs(String... names) {
        this.excluded.addAll(List.of(names));
        return this;
    }

    /**
     * Hide all other inputs from the chat model. Default: the chat model can set all inputs.
     *
     * @param names names in the schema of the model
     * @return this specification
     */
    public ReplicateToolSpec onlyInputs(String... names) {
        this.only.addAll(List.of(names));
        return this;
    }

    /**
     * Set the deadline of a call, after which the prediction is cancelled. Default: the setting of the client.
     *
     * @param timeout the deadline, more than zero
     * @return this specification
     * @throws IllegalArgumentException if the deadline is not longer than zero
     */
    public ReplicateToolSpec timeout(Duration timeout) {
        this.timeout = Arguments.positive("timeout", timeout);
        return this;
    }

    /**
     * Set whether the result is returned to the application instead of the chat model. Default: {@code false}.
     *
     * @param returnDirect whether the result ends the conversation
     * @return this specification
     */
    public ReplicateToolSpec returnDirect(boolean returnDirect) {
        this.returnDirect = returnDirect;
        return this;
    }

    /**
     * Set the converter of results. It receives an {@link io.github.replicate4j.run.AsyncOutput} on a thread that may block,
     * for example to download a file and to return it in base64. Default: JSON text in which files are URLs.
     *
     * @param resultConverter the converter
     * @return this specification
     */
    public ReplicateToolSpec resultConverter(ToolCallResultConverter resultConverter) {
        this.resultConverter = Arguments.notNull("resultConverter", resultConverter);
        return this;
    }

    ReplicateTool build() {
        return new ReplicateTool(
                this.model,
                this.name,
                this.description,
                Collections.unmodifiableMap(new LinkedHashMap<>(this.fixed)),
                Set.copyOf(this.excluded),
                Set.copyOf(this.only),
                this.timeout,
                this.returnDirect,
                this.resultConverter);
    }
}
