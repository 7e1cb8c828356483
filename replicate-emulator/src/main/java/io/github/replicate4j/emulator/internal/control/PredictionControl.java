/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.control;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.http.Timestamps;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lists predictions and trainings.
 */
final class PredictionControl {

    private final ControlledEmulator emulator;

    PredictionControl(ControlledEmulator emulator) {
        this.emulator = emulator;
    }

    ApiResponse list(ReceivedRequest request) {
        Predicate<EmulatedPrediction> filter = filter(request.query("status"));
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        this.emulator.predictions().predictions().all().stream()
                .filter(filter)
                .forEach(each -> found.add(json("prediction", each)));
        this.emulator.predictions().trainings().all().stream()
                .filter(filter)
                .forEach(each -> found.add(json("training", each)));
        return ApiResponse.json(200, Map.of("total", found.size(), "predictions", found));
    }

    private static Predicate<EmulatedPrediction> filter(@Nullable String status) {
        if (status == null) {
            return prediction -> true;
        }
        if (status.equals("running")) {
            return prediction -> !prediction.status().isTerminal();
        }
        for (Status each : Status.values()) {
            if (each.value().equals(status)) {
                return prediction -> prediction.status() == each;
            }
        }
        throw ApiException.unprocessable("The parameter status must be running, "
                + Arrays.stream(Status.values()).map(Status::value).collect(Collectors.joining(", ")) + ", not '"
                + status + "'");
    }

    private static Map<String, @Nullable Object> json(String kind, EmulatedPrediction prediction) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", prediction.id());
        json.put("kind", kind);
        json.put("model", prediction.model());
        json.put("version", prediction.version());
        json.put("deployment", prediction.deployment());
        json.put("status", prediction.status().value());
        json.put("error", prediction.error());
        json.put("created_at", Timestamps.of(prediction.createdAt()));
        json.put("started_at", Timestamps.ofNullable(prediction.startedAt()));
        json.put("completed_at", Timestamps.ofNullable(prediction.completedAt()));
        return json;
    }
}
