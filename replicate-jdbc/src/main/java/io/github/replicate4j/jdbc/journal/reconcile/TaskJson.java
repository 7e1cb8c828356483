/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.journal.reconcile;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.replicate4j.completion.LongRunningTask;
import io.github.replicate4j.predictions.Prediction;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Writes a task as Replicate sends it in the body of a webhook. */
final class TaskJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private TaskJson() {}

    static byte[] write(LongRunningTask task) {
        Map<String, @Nullable Object> fields = MAPPER.convertValue(task, new TypeReference<>() {});
        if (task instanceof Prediction prediction && !prediction.hasLogs()) {
            fields.remove("logs");
        }
        return MAPPER.writeValueAsBytes(fields);
    }
}
