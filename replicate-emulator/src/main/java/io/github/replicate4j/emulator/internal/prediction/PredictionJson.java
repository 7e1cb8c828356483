/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.prediction;

import io.github.replicate4j.emulator.internal.http.Links;
import io.github.replicate4j.emulator.internal.http.Timestamps;
import io.github.replicate4j.emulator.prediction.EmulatedPrediction;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts predictions and trainings to the JSON that Replicate returns. Fields without a value are omitted where the API
 * allows it.
 */
public final class PredictionJson {

    private PredictionJson() {}

    public static Map<String, @Nullable Object> of(EmulatedPrediction prediction, Links links) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", prediction.id());
        json.put("model", prediction.model());
        json.put("version", prediction.version());
        putUnlessNull(json, "deployment", prediction.deployment());
        json.put("input", prediction.input());
        json.put("logs", prediction.logs());
        json.put("output", links.rebase(prediction.output(), OutputFiles.url(links.ownRoot(), prediction.id())));
        json.put("data_removed", prediction.dataRemoved());
        json.put("error", prediction.error());
        json.put("source", "api");
        json.put("status", prediction.status().value());
        json.put("created_at", Timestamps.of(prediction.createdAt()));
        putUnlessNull(json, "started_at", Timestamps.ofNullable(prediction.startedAt()));
        putUnlessNull(json, "completed_at", Timestamps.ofNullable(prediction.completedAt()));
        putUnlessNull(json, "deadline", Timestamps.ofNullable(prediction.deadline()));
        if (!prediction.metrics().isEmpty()) {
            json.put("metrics", prediction.metrics());
        }
        putUnlessNull(json, "webhook", prediction.webhook());
        if (!prediction.webhookEventsFilter().isEmpty()) {
            json.put("webhook_events_filter", prediction.webhookEventsFilter());
        }
        json.put("urls", urls("/predictions/", prediction, links));
        return json;
    }

    public static Map<String, @Nullable Object> ofTraining(EmulatedPrediction training, Links links) {
        Map<String, @Nullable Object> json = of(training, links);
        json.remove("data_removed");
        // Description: the output of a training is not nullable. Recorded responses omit it until completion.
        if (json.get("output") == null) {
            json.remove("output");
        }
        json.put("urls", urls("/trainings/", training, links));
        return json;
    }

    /**
     * Return the JSON of a prediction or training as an item of a list.
     *
     * @param withLogs whether the item has logs, unlike on Replicate
     */
    public static Map<String, @Nullable Object> listed(Map<String, @Nullable Object> json, boolean withLogs) {
        if (!withLogs) {
            // Description: the sample responses of the lists have no logs.
            json.remove("logs");
        }
        return json;
    }

    private static Map<String, @Nullable Object> urls(String path, EmulatedPrediction prediction, Links links) {
        String get = links.api() + path + prediction.id();
        Map<String, @Nullable Object> urls = new LinkedHashMap<>();
        urls.put("cancel", get + "/cancel");
        urls.put("get", get);
        if (prediction.stream() != null) {
            urls.put("stream", links.rebase(prediction.stream().toString()));
        }
        urls.put("web", links.root() + "/#" + prediction.id());
        return urls;
    }

    private static void putUnlessNull(Map<String, @Nullable Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
