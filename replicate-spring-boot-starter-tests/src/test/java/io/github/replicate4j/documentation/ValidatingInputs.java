/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.InputFinding;
import io.github.replicate4j.error.InputValidationException;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.run.Output;
import io.github.replicate4j.schema.ModelSchema;
import io.github.replicate4j.schema.SchemaField;
import io.github.replicate4j.schema.SchemaType;
import io.github.replicate4j.settings.InputValidation;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code of {@code docs/validating-inputs.md}. */
class ValidatingInputs {

    private static final Logger log = LoggerFactory.getLogger(ValidatingInputs.class);

    private final Replicate replicate;

    ValidatingInputs(Replicate replicate) {
        this.replicate = replicate;
    }

    Output strictly() {
        Output output = replicate.run(run -> run.model("black-forest-labs/flux-schnell")
                .input("prompt", "a lighthouse")
                .input("num_output", 2)
                .validation(InputValidation.STRICT));
        return output;
    }

    String explain(Map<String, Object> input) {
        try {
            return replicate.run("meta/meta-llama-3-8b-instruct", input).text();
        } catch (InputValidationException ex) {
            return ex.findings().stream().map(InputFinding::message).collect(Collectors.joining("\n"));
        }
    }

    SchemaType schema() {
        Model model = replicate.models().get("black-forest-labs/flux-schnell");
        SchemaType input = ModelSchema.of(model.latestVersion().openapiSchema()).input();
        for (SchemaField field : input.fields().values()) {
            log.info("{}: {}", field.name(), field.type().kind());
        }
        return input;
    }
}
