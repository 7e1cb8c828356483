/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.EmulatorFixture;
import io.github.replicate4j.emulator.TestApi;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinedScriptTests extends EmulatorFixture {

    @Test
    void modelRunsItsScript() {
        this.control.define("acme/painter", """
                [
                  {"boot": "PT8S"},
                  {"log": "Painting {{input.prompt}}"},
                  {"pause": "PT2S"},
                  {"output_file": {"base64": "AQID", "extension": "bin"}},
                  {"metric": {"name": "image_count", "value": 1}},
                  {"succeed": true}
                ]
                """);

        Object id = create("acme/painter", "{\"prompt\": \"a lighthouse\"}");
        assertThat(this.api.prediction(id)).containsEntry("status", "starting");
        advance("PT8S");
        assertThat(this.api.prediction(id))
                .containsEntry("status", "processing")
                .containsEntry("logs", "Painting a lighthouse\n");
        advance("PT2S");
        Map<String, Object> completed = this.api.prediction(id);
        assertThat(completed).containsEntry("status", "succeeded");
        assertThat(metrics(completed)).containsEntry("image_count", 1);
        assertThat(file(completed)).containsExactly(1, 2, 3);
    }

    @Test
    void modelFails() {
        this.control.define("acme/failing", "[{\"log\": \"Loading\"}, {\"fail\": \"CUDA out of memory\"}]");

        assertThat(this.api.prediction(create("acme/failing", "{}")))
                .containsEntry("status", "failed")
                .containsEntry("error", "CUDA out of memory")
                .containsEntry("logs", "Loading\n");
    }

    @Test
    void modelRunsUntilItIsCanceled() {
        this.control.define("acme/hanging", "[{\"hang\": true}]");

        Object id = create("acme/hanging", "{}");
        advance("PT10M");
        assertThat(this.api.prediction(id)).containsEntry("status", "processing");
    }

    @Test
    void tokensAreStreamed() {
        this.control.put("/models/acme/chat", """
                {"official": true, "stream": true, "output_type": "concatenate_iterator",
                 "script": [{"tokens": "Hello dear {{input.name}}", "every": "PT1S"}]}
                """);

        Object id = create("acme/chat", "{\"name\": \"Alice Smith\"}");
        assertThat(this.api.prediction(id)).extracting("urls").asString().contains("stream");
        advance("PT2S");
        assertThat(this.api.prediction(id)).containsEntry("output", List.of("Hello ", "dear "));
        advance("PT2S");
        assertThat(this.api.prediction(id))
                .containsEntry("status", "succeeded")
                .containsEntry("output", List.of("Hello ", "dear ", "Alice ", "Smith"));
    }

    @Test
    void tokensCanBeListed() {
        this.control.define("acme/chat", "[{\"tokens\": [\"un\", \"breakable\"]}]");

        assertThat(this.api.prediction(create("acme/chat", "{}"))).containsEntry("output", List.of("un", "breakable"));
    }

    @Test
    void toolCallsAreTheOutput() {
        this.control.define("acme/agent", """
                [{"tool_calls": [{"name": "get_weather", "arguments": {"city": "{{input.city}}"}}]}]
                """);

        assertThat(this.api.prediction(create("acme/agent", "{\"city\": \"Oslo\"}")))
                .containsEntry(
                        "output",
                        Map.of(
                                "tool_calls",
                                List.of(Map.of(
                                        "id",
                                        "call_1",
                                        "type",
                                        "function",
                                        "function",
                                        Map.of("name", "get_weather", "arguments", "{\"city\":\"Oslo\"}")))));
    }

    @Test
    void inputsAreInsertedAnywhere() {
        this.control.define("acme/echo", """
                [{"output_value": {"all": "{{input.items}}", "text": "n={{input.n}}, {{input.missing}}.", "n": "{{input.n}}"}}]
                """);

        assertThat(this.api.prediction(create("acme/echo", "{\"items\": [1, 2], \"n\": 1.5}")))
                .containsEntry("output", Map.of("all", List.of(1, 2), "text", "n=1.5, .", "n", 1.5));
    }

    @Test
    void filesAreDefinedByDataUrlOrPicture() {
        this.control.define("acme/files", """
                [{"output_file": {"data_url": "data:text/plain;base64,aGk="}},
                 {"output_file": {"data_url": "data:,a%20b"}},
                 {"output_file": {"picture": "a lighthouse", "aspect_ratio": "16:9", "seed": 7}}]
                """);

        List<?> urls = (List<?>) this.api.prediction(create("acme/files", "{}")).get("output");

        assertThat(urls.get(0)).asString().endsWith(".txt");
        assertThat(this.api.download(urls.get(0)).body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("hi");
        assertThat(this.api.download(urls.get(1)).body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("a b");
        assertThat(this.api.download(urls.get(2)).body()).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void dataUrlContainsAnyBytes() {
        this.control.define("acme/picture", """
                [{"output_single_file": {"data_url": "data:image/gif,%FFé%C3%A9+"}}]
                """);

        Object output = this.api.prediction(create("acme/picture", "{}")).get("output");

        assertThat(this.api.download(output).body()).containsExactly(0xFF, 0xC3, 0xA9, 0xC3, 0xA9, '+');
    }

    @Test
    void singleFileIsTheOutput() {
        String base64 = Base64.getEncoder().encodeToString("RIFF".getBytes(StandardCharsets.US_ASCII));
        this.control.define(
                "acme/speech", "[{\"output_single_file\": {\"base64\": \"" + base64 + "\", \"extension\": \"wav\"}}]");

        Object output = this.api.prediction(create("acme/speech", "{}")).get("output");

        assertThat(this.api.download(output).headers().firstValue("content-type"))
                .hasValue("audio/wav");
    }

    private void advance(String time) {
        this.emulator.clock().advance(Duration.parse(time));
    }

    private Object create(String model, String input) {
        HttpResponse<String> response = this.api.post("/models/" + model + "/predictions", "{\"input\":" + input + "}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        this.emulator.clock().advance(Duration.ZERO);
        return TestApi.at(response, "id");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> metrics(Map<String, Object> prediction) {
        return (Map<String, Object>) prediction.get("metrics");
    }

    private byte[] file(Map<String, Object> prediction) {
        return this.api.download(((List<?>) prediction.get("output")).get(0)).body();
    }
}
