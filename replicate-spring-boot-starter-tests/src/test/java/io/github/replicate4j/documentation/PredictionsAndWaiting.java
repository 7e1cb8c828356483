/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.run.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The code of {@code docs/predictions-and-waiting.md}. */
class PredictionsAndWaiting {

    private final Replicate replicate;

    PredictionsAndWaiting(Replicate replicate) {
        this.replicate = replicate;
    }

    Prediction create() {
        Prediction prediction = replicate
                .predictions()
                .create(create -> create.version(
                                "replicate/hello-world:5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa")
                        .input(Map.of("text", "Alice"))
                        .cancelAfter(Duration.ofMinutes(5)));
        return prediction;
    }

    String await(String id) {
        Prediction prediction = replicate.predictions().await(id, Duration.ofMinutes(2));
        String greeting = replicate.output(prediction).text();
        return greeting;
    }

    Prediction official() {
        Prediction prediction = replicate
                .models()
                .predictions()
                .create(
                        "black-forest-labs/flux-schnell",
                        create -> create.input(Map.of("prompt", "a lighthouse at dusk")));
        return prediction;
    }

    Prediction deployment() {
        Prediction prediction = replicate
                .deployments()
                .predictions()
                .create("emulator/pictures", create -> create.input(Map.of("prompt", "a lighthouse at dusk")));
        return prediction;
    }

    Prediction slow() {
        return replicate.use("emulator/slow").create(Map.of());
    }

    Prediction cancel(String id) {
        Prediction now = replicate.predictions().get(id);
        if (!now.isTerminal()) {
            now = replicate.predictions().cancel(id);
        }
        return now;
    }

    long list() {
        long failed = 0;
        for (Prediction each : replicate.predictions().list()) {
            if (!each.succeeded() && each.isTerminal()) {
                failed++;
            }
        }
        return failed;
    }

    long listOfToday() {
        long count = replicate
                .predictions()
                .list(list -> list.createdAfter(Instant.now().minus(Duration.ofDays(1))))
                .all()
                .count();
        return count;
    }

    Prediction runUntilCompletion() {
        Output output = replicate.run(request -> request.model("black-forest-labs/flux-schnell")
                .input("prompt", "a lighthouse")
                .awaitCompletion());
        return output.prediction();
    }

    List<PredictionStatus> updates(Prediction prediction) {
        List<PredictionStatus> seen = new ArrayList<>();
        try (Stream<Prediction> updates = replicate.predictions().updates(prediction.id())) {
            updates.forEach(update -> seen.add(update.status()));
        }
        return seen;
    }
}
