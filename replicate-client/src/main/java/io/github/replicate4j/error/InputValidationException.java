/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.error;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown in strict validation if an input does not match the schema of its model. Nothing was uploaded, created or billed. The
 * message lists the findings, at most 20 of them, and never contains a value of the input.
 *
 * @since 0.1.0
 */
public class InputValidationException extends ReplicateException {

    private static final int MAX_IN_MESSAGE = 20;

    private final String model;

    private final List<InputFinding> findings;

    /**
     * Create the exception. Called by the client.
     *
     * @param model the model, version or deployment for which the input was
     * @param findings all differences between the input and the schema
     */
    public InputValidationException(String model, List<InputFinding> findings) {
        super(message(model, findings), null);
        this.model = model;
        this.findings = List.copyOf(findings);
    }

    private static String message(String model, List<InputFinding> findings) {
        String list = findings.stream()
                .limit(MAX_IN_MESSAGE)
                .map(finding -> "\n- " + finding.message())
                .collect(Collectors.joining());
        return "The input for " + model
                + " was not sent, because it does not match the schema of the model. Nothing was"
                + " created. Correct the input, or change the validation (replicate.validation) if the schema is wrong:"
                + list
                + (findings.size() > MAX_IN_MESSAGE ? "\n- and " + (findings.size() - MAX_IN_MESSAGE) + " more" : "");
    }

    /**
     * Return the model, version or deployment for which the input was.
     *
     * @return for example {@code owner/name}
     */
    public String model() {
        return this.model;
    }

    /**
     * Return the differences between the input and the schema.
     *
     * @return one or more findings, at most 100
     */
    public List<InputFinding> findings() {
        return this.findings;
    }
}
