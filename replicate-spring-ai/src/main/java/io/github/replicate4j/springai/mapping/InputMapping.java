/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Maps options to the inputs of a model. An option with content is mapped or rejected, never dropped. Nothing is sent that the
 * schema of the model lacks, except what the application names itself.
 *
 * <p>An instance serves one call and is not safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class InputMapping {

    private static final Log logger = LogFactory.getLog(InputMapping.class);

    private final ModelDescription model;

    private final UnsupportedOptions unsupported;

    private final Map<String, @Nullable Object> input = new LinkedHashMap<>();

    /**
     * Create a mapping.
     *
     * @param model the model
     * @param unsupported what to do with sampling options that the model does not have
     */
    public InputMapping(ModelDescription model, UnsupportedOptions unsupported) {
        this.model = model;
        this.unsupported = unsupported;
    }

    /**
     * Return the model.
     *
     * @return the model
     */
    public ModelDescription model() {
        return this.model;
    }

    /**
     * Set the input for a purpose.
     *
     * @param role the purpose
     * @param option name of the option, for the message of an exception
     * @param value the value, or {@code null} if the option is not set
     * @return this mapping
     * @throws IllegalArgumentException if the model has no such input or does not take the value
     */
    public InputMapping require(InputRole role, String option, @Nullable Object value) {
        if (value != null && !offer(role, option, value)) {
            throw missing(option);
        }
        return this;
    }

    /**
     * Set the input for a purpose if the model has one.
     *
     * @param role the purpose
     * @param option name of the option, for the message of an exception
     * @param value the value
     * @return whether the model has such an input
     * @throws IllegalArgumentException if the model does not take the value
     */
    public boolean offer(InputRole role, String option, Object value) {
        InputField field = this.model.field(role);
        if (field == null) {
            return false;
        }
        put(field, option, value);
        return true;
    }

    /**
     * Set an input.
     *
     * @param field input of the model
     * @param option name of the option, for the message of an exception
     * @param value the value
     * @throws IllegalArgumentException if the model does not take the value
     */
    public void put(InputField field, String option, Object value) {
        this.input.put(field.name(), InputValues.convert(this.model, field, option, value));
    }

    /**
     * Set the input for a sampling option. If the model does not have it, it is left out or the call is rejected, depending
     * on {@link UnsupportedOptions}.
     *
     * @param role the purpose
     * @param option name of the option
     * @param value the value, or {@code null} if the option is not set
     * @return this mapping
     * @throws IllegalArgumentException if the model does not take the value
     */
    public InputMapping hint(InputRole role, String option, @Nullable Object value) {
        if (value == null || offer(role, option, value) || this.unsupported == UnsupportedOptions.IGNORE) {
            return this;
        }
        if (this.unsupported == UnsupportedOptions.FAIL) {
            throw missing(option);
        }
        if (this.model.isFirstWarning(option)) {
            logger.warn(
                    this.model.model() + " has no input for " + option + ": it is left out. " + this.model.inputs());
        }
        return this;
    }

    /**
     * Create the exception for an option that a model does not have.
     *
     * @param option name of the option
     * @return the exception
     */
    public IllegalArgumentException missing(String option) {
        return new IllegalArgumentException(this.model.model() + " has no input for " + option + ". "
                + this.model.inputs() + " Leave out the option, or set an input by its own name.");
    }

    /**
     * Return the input. Values that the application sets by their own names replace mapped ones and are sent as they are, with
     * two exceptions for properties: a name that the model does not have is compared without regard to case, hyphens and
     * underscores, and text for a number or a boolean is converted, also in a list.
     *
     * @param own values by the names of the inputs
     * @return the input
     */
    public Map<String, @Nullable Object> build(Map<String, ? extends @Nullable Object> own) {
        Map<String, @Nullable Object> built = new LinkedHashMap<>(this.input);
        own.forEach((name, value) -> {
            InputField field = this.model.fieldLike(name);
            if (field == null) {
                built.put(name, value);
            } else {
                built.put(field.name(), InputValues.ofTexts(field, value));
            }
        });
        return Collections.unmodifiableMap(built);
    }
}
