/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.output.FileOutput;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.run.Output;
import io.github.replicate4j.transport.RawResponse;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What docs/running-models.md shows. */
class RunningModels {

    private final Replicate replicate;

    RunningModels(Replicate replicate) {
        this.replicate = replicate;
    }

    String text() {
        String haiku = replicate
                .run("meta/meta-llama-3-8b-instruct", Map.of("prompt", "A haiku about Java"))
                .text();
        return haiku;
    }

    record Picture(String prompt, String aspectRatio, String outputFormat) {}

    List<FileOutput> record() {
        Output output =
                replicate.run("black-forest-labs/flux-schnell", new Picture("a lighthouse at dusk", "16:9", "png"));
        return output.files();
    }

    Path save(Path folder) {
        Path poster = replicate
                .run("black-forest-labs/flux-schnell", Map.of("prompt", "a lighthouse at dusk"))
                .file()
                .saveTo(folder.resolve("poster.png"));
        return poster;
    }

    Output limited() {
        Output output = replicate.run(run -> run.model("black-forest-labs/flux-schnell")
                .input(Map.of("prompt", "a lighthouse at dusk"))
                .timeout(Duration.ofMinutes(2)));
        return output;
    }

    List<String> progress() {
        List<String> shown = new ArrayList<>();
        Output output = replicate.run(run -> run.model("black-forest-labs/flux-schnell")
                .input("prompt", "a lighthouse at dusk")
                .onProgress(prediction -> shown.add(prediction.status() + " " + prediction.progress())));
        assert output.prediction().succeeded();
        return shown;
    }

    List<PredictionStatus> updates(Prediction prediction) {
        List<PredictionStatus> seen = new ArrayList<>();
        try (Stream<Prediction> updates = replicate.predictions().updates(prediction.id())) {
            updates.forEach(update -> seen.add(update.status()));
        }
        return seen;
    }

    long listOfToday() {
        long count = replicate
                .predictions()
                .list(list -> list.createdAfter(Instant.now().minus(Duration.ofDays(1))))
                .all()
                .count();
        return count;
    }

    Prediction stepByStep() {
        Prediction prediction = replicate
                .predictions()
                .create(create -> create.version(
                                "replicate/hello-world:5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa")
                        .input(Map.of("text", "Alice"))
                        .cancelAfter(Duration.ofMinutes(5)));
        prediction = replicate.predictions().await(prediction.id(), Duration.ofMinutes(2));
        String greeting = replicate.output(prediction).text();
        assert greeting.equals("hello Alice");
        return prediction;
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

    long list() {
        long failed = 0;
        for (Prediction each : replicate.predictions().list()) {
            if (!each.succeeded() && each.isTerminal()) {
                failed++;
            }
        }
        return failed;
    }

    Prediction otherAccount(String token, String id) {
        Prediction prediction = replicate
                .withOptions(options -> options.bearerToken(token)
                        .timeout(Duration.ofSeconds(5))
                        .maxRetries(5))
                .predictions()
                .get(id);
        return prediction;
    }

    RawResponse<Prediction> raw(String id) {
        RawResponse<Prediction> response =
                replicate.withRawResponse(client -> client.predictions().get(id));
        String remaining = response.headers().getFirst("ratelimit-remaining");
        assert remaining != null;
        return response;
    }

    static Replicate plainJava(String token, URI baseUrl) {
        Replicate replicate = Replicate.builder()
                .bearerToken(token)
                .baseUrl(baseUrl.toString())
                .maxRetries(3)
                .build();
        return replicate;
    }
}
