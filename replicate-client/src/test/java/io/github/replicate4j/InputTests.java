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

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionListRequest;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.run.RunRequest;
import io.github.replicate4j.trainings.TrainingRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Inputs set field by field. */
class InputTests extends AgainstEachWay {

    @ParameterizedTest
    @EnumSource
    void fieldsAreSentInTheirOrderAndNullsToo(Way way) {
        answered(201, Wire.prediction("abc", "starting"));
        Prediction prediction = way.call(
                this.replicate,
                client -> client.predictions()
                        .create(request -> request.version("v1")
                                .input("zebra", 1)
                                .input("apple", null)
                                .input("map", Map.of("camelCase", List.of()))
                                .input("zebra", 2)),
                client -> client.predictions()
                        .create(request -> request.version("v1")
                                .input("zebra", 1)
                                .input("apple", null)
                                .input("map", Map.of("camelCase", List.of()))
                                .input("zebra", 2)));
        assertSent("POST", "/v1/predictions", """
                {"version":"v1","input":{"zebra":2,"apple":null,"map":{"camelCase":[]}}}""");
        assertThat(prediction.id()).isEqualTo("abc");
    }

    @Test
    void aRunTakesFieldsToo() {
        answered(201, Wire.succeeded("abc", "\"done\""));
        this.replicate.run(request ->
                request.model("owner/name").input("prompt", "a lighthouse").input("seed", 7));
        assertThat(requests().get(0).getBodyAsString())
                .isEqualTo("{\"input\":{\"prompt\":\"a lighthouse\",\"seed\":7}}");
    }

    @Test
    void aRequestKeepsWhatItWasBuiltWith() {
        PredictionRequest.Builder builder =
                PredictionRequest.builder().version("v1").input("a", 1);
        PredictionRequest first = builder.build();
        PredictionRequest second = builder.input("b", 2).build();
        assertThat(first.input()).isEqualTo(Map.of("a", 1));
        assertThat(second.input()).isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    void aWholeInputMayBeReplacedByAnother() {
        assertThat(PredictionRequest.builder()
                        .input(Map.of("a", 1))
                        .input(Map.of("b", 2))
                        .build()
                        .input())
                .isEqualTo(Map.of("b", 2));
    }

    @Test
    void aWholeInputAndAFieldContradictEachOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PredictionRequest.builder().input(Map.of("a", 1)).input("b", 2))
                .withMessageContaining("input")
                .withMessageContaining("'b'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunRequest.builder().input("b", 2).input(Map.of("a", 1)))
                .withMessageContaining("'b'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingRequest.builder().input("b", null).input(Map.of()))
                .withMessageContaining("'b'");
    }

    @ParameterizedTest
    @EnumSource
    void predictionsAreListedByTimeAndSource(Way way) {
        answered(200, "{\"results\":[" + Wire.prediction("abc", "succeeded") + "]}");
        Instant after = Instant.parse("2025-01-01T00:00:00Z");
        Instant before = Instant.parse("2025-02-01T00:00:00.123456Z");
        List<Prediction> predictions = way.list(
                this.replicate,
                client -> client.predictions()
                        .list(request -> request.createdAfter(after)
                                .createdBefore(before)
                                .source("web")),
                client -> client.predictions()
                        .list(request -> request.createdAfter(after)
                                .createdBefore(before)
                                .source("web")));
        sentWithQuery("created_after=2025-01-01T00:00:00Z&created_before=2025-02-01T00:00:00.123456Z&source=web");
        assertThat(predictions).extracting(Prediction::id).containsExactly("abc");
        api.resetRequests();
        PredictionListRequest request = new PredictionListRequest(null, before, null);
        way.list(
                this.replicate,
                client -> client.predictions().list(request),
                client -> client.predictions().list(request));
        sentWithQuery("created_before=2025-02-01T00:00:00.123456Z");
    }

    private static void sentWithQuery(String query) {
        assertThat(requests()).hasSize(1);
        String url = requests().get(0).getUrl();
        assertThat(url.replace("%3A", ":")).isEqualTo("/v1/predictions?" + query);
        assertSent("GET", url);
    }
}
