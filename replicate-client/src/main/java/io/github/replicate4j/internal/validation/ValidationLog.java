/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.validation;

import io.github.replicate4j.error.InputFinding;
import io.github.replicate4j.internal.support.RecentMap;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Logs each finding once for each version, and at most 20 different warnings for each version. */
final class ValidationLog {

    private static final Log logger = LogFactory.getLog(ValidationLog.class);

    private static final int MAX_WARNINGS = 20;

    private static final int MAX_IN_MESSAGE = 10;

    private final Map<String, Boolean> logged = Collections.synchronizedMap(new RecentMap<>(1_000));

    private final Map<String, Integer> counts = Collections.synchronizedMap(new RecentMap<>(1_000));

    void findings(String model, @Nullable String version, List<InputFinding> findings) {
        String subject = model + " " + version;
        String message = findings.stream()
                .limit(MAX_IN_MESSAGE)
                .map(InputFinding::message)
                .collect(Collectors.joining("; "));
        String rest = findings.size() > MAX_IN_MESSAGE ? "; and " + (findings.size() - MAX_IN_MESSAGE) + " more" : "";
        log(
                subject,
                // An index or the number of findings does not make another finding.
                subject
                        + findings.stream()
                                .map(finding -> finding.path().replaceAll("\\[\\d+]", "[]") + finding.code())
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(" ")),
                "The input for " + model + " does not match the schema of the model, but was sent: " + message + rest
                        + ". This is logged once. To reject such inputs before they are billed, set the validation"
                        + " (replicate.validation) to strict");
    }

    void notValidated(String model, String reason) {
        log(
                model,
                "unknown " + model,
                "The input for " + model + " was sent without validation: " + reason + ". This is logged once");
    }

    private void log(String subject, String key, String message) {
        if (this.logged.putIfAbsent(key, true) == null && this.counts.merge(subject, 1, Integer::sum) <= MAX_WARNINGS) {
            logger.warn(message);
        } else {
            logger.debug(message);
        }
    }
}
