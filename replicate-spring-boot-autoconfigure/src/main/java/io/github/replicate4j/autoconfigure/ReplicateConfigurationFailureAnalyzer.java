/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Failure analyzer for {@link ReplicateConfigurationException}.
 */
class ReplicateConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ReplicateConfigurationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ReplicateConfigurationException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
