/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.EmulatorFixture;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.TestControl;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelControlTests extends EmulatorFixture {

    @Test
    void inputsAreValidated() {
        this.control.put("/models/acme/sized", """
                {"official": true, "input": {
                  "prompt": {"type": "string", "required": true},
                  "size": {"type": "integer", "minimum": 1, "maximum": 4, "default": 2},
                  "format": {"type": "string", "enum": ["png", "jpg"]}}}
                """);

        HttpResponse<String> response =
                this.api.post("/models/acme/sized/predictions", "{\"input\": {\"size\": 5, \"format\": \"gif\"}}");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body())
                .contains("prompt is required")
                .contains("less than or equal to 4")
                .contains("png");
        assertThat(this.api.get("/models/acme/sized").body()).contains("\"default\":2");
    }

    @Test
    void boundsMayExceedSixtyFourBits() {
        this.control.put("/models/acme/seeded", """
                {"official": true, "input": {"seed": {"type": "integer", "maximum": 18446744073709551615}}}
                """);

        HttpResponse<String> response =
                this.api.post("/models/acme/seeded/predictions", "{\"input\": {\"seed\": 2e19}}");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("less than or equal to 1.8446744073709552E19");
        assertThat(this.api.get("/models/acme/seeded").body()).contains("\"maximum\":1.8446744073709552E19");
    }

    @Test
    void communityModelRunsByVersion() {
        String old = "a".repeat(64);
        String latest = "b".repeat(64);
        this.control.put("/models/acme/tool", """
                {"versions": [
                  {"id": "%s", "script": [{"output_value": "new"}]},
                  {"id": "%s", "script": [{"output_value": "old"}]}]}
                """.formatted(latest, old));

        assertThat(TestApi.at(this.api.get("/models/acme/tool"), "latest_version", "id"))
                .isEqualTo(latest);
        Object id = TestApi.at(this.api.post("/predictions", "{\"version\": \"" + old + "\", \"input\": {}}"), "id");
        assertThat(this.api.prediction(id)).containsEntry("output", "old");
    }

    @Test
    void modelIsDescribed() {
        this.control.put("/models/acme/shown", """
                {"official": true, "description": "A model", "readme": "# Model",
                 "examples": [{"input": {"a": 1}, "output": "first"}, {"input": {"a": 2}, "output": "second"}]}
                """);

        assertThat(TestApi.json(this.api.get("/models/acme/shown")))
                .containsEntry("description", "A model")
                .containsEntry("is_official", true)
                .extracting("default_example")
                .asString()
                .contains("first");
        assertThat(this.api.get("/models/acme/shown/readme").body()).isEqualTo("# Model");
    }

    @Test
    void privateModelIsHidden() {
        this.control.put("/models/acme/secret", "{\"visibility\": \"private\"}");

        assertThat(TestApi.json(this.api.get("/models/acme/secret"))).containsEntry("visibility", "private");
    }

    @Test
    void trainingHasItsOwnScript() {
        HttpResponse<String> defined = this.control.put("/models/acme/base", """
                {"script": [{"output_value": "x"}], "training": [{"log": "Training"}, {"fail": "no data"}]}
                """);
        String version = (String) TestControl.list(defined, "versions").get(0).get("id");
        this.api.post("/models", """
                {"owner": "emulator", "name": "tuned", "visibility": "private", "hardware": "cpu"}
                """);

        HttpResponse<String> training = this.api.post(
                "/models/acme/base/versions/" + version + "/trainings",
                "{\"destination\": \"emulator/tuned\", \"input\": {}}");

        assertThat(TestApi.json(this.api.get("/trainings/" + TestApi.at(training, "id"))))
                .containsEntry("error", "no data");
    }

    @Test
    void putReplacesTheModel() {
        assertThat(this.control
                        .put("/models/acme/m", "{\"official\": true, \"description\": \"one\"}")
                        .statusCode())
                .isEqualTo(201);
        HttpResponse<String> replaced = this.control.put("/models/acme/m", "{\"script\": [{\"output\": 1}]}");

        assertThat(replaced.statusCode()).isEqualTo(200);
        assertThat(TestApi.json(replaced)).containsEntry("official", false).doesNotContainKey("description");
    }

    @Test
    void builtInModelCanBeReplacedUntilTheReset() {
        this.control.define("black-forest-labs/flux-schnell", "[{\"output_value\": \"replaced\"}]");
        assertThat(this.api.prediction(create("black-forest-labs/flux-schnell", "{}")))
                .containsEntry("output", "replaced");

        assertThat(this.control.post("/reset", "").statusCode()).isEqualTo(204);

        assertThat(this.emulator.predictions()).isEmpty();
        assertThat(this.control.get("/models/black-forest-labs/flux-schnell").body())
                .doesNotContain("replaced");
    }

    @Test
    void definitionCanBeReadAndDefinedAgain() {
        String definition = """
                {"official": true, "stream": true, "visibility": "public", "description": "A model",
                 "examples": [{"input": {"prompt": "x"}, "output": ["y"]}],
                 "input": {"prompt": {"type": "string", "required": true}, "n": {"type": "number", "minimum": 0.5}},
                 "output_type": "files",
                 "script": [{"boot": "PT1S"}, {"output_file": {"base64": "AQID", "extension": "png"}}]}
                """;
        this.control.put("/models/acme/first", definition);

        HttpResponse<String> read = this.control.get("/models/acme/first");
        assertThat(TestControl.list(read, "versions").get(0).get("script"))
                .isEqualTo(List.of(
                        Map.of("boot", "PT1S"), Map.of("output_file", Map.of("base64", "AQID", "extension", "png"))));
        HttpResponse<String> again = this.control.put("/models/acme/first", read.body());

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(read.body());
    }

    @Test
    void everyModelCanBeReadAndDefinedAgain() {
        for (Map<String, Object> model : TestControl.list(this.control.get("/models"), "models")) {
            String path = "/models/" + model.get("name");
            assertThat(this.control.put(path, this.control.get(path).body()).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void modelIsDeleted() {
        this.control.define("acme/m", "[]");

        assertThat(this.control.delete("/models/acme/m").statusCode()).isEqualTo(204);
        assertThat(this.control.delete("/models/acme/m").statusCode()).isEqualTo(404);
        assertThat(this.api.get("/models/acme/m").statusCode()).isEqualTo(404);
    }

    @Test
    void deployedModelIsNotDeleted() {
        HttpResponse<String> response = this.control.delete("/models/black-forest-labs/flux-schnell");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).contains("emulator/pictures");
    }

    @Test
    void versionOfAnotherModelIsRejected() {
        HttpResponse<String> response = this.control.put("/models/acme/m", "{\"version\": \"" + TestApi.HELLO + "\"}");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("replicate/hello-world");
        assertThat(this.control.get("/models/acme/m").statusCode()).isEqualTo(404);
    }

    @Test
    void invalidDefinitionChangesNothing() {
        this.control.define("acme/m", "[{\"output_value\": \"before\"}]");

        HttpResponse<String> response = this.control.put("/models/acme/m", """
                {
                  "oficial": true,
                  "script": [
                    {"pause": "2 seconds"}
                  ]
                }
                """);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(TestApi.json(response))
                .containsEntry("title", "Invalid definition")
                .containsEntry("status", 422);
        assertThat(TestControl.list(response, "errors"))
                .anySatisfy(error -> assertThat(error).containsEntry("line", 2).containsEntry("field", "oficial"))
                .anySatisfy(
                        error -> assertThat(error).containsEntry("line", 4).containsEntry("field", "script[0].pause"));
        assertThat(this.api.prediction(create("acme/m", "{}"))).containsEntry("output", "before");
    }

    @Test
    void textThatIsNotJsonIsRejected() {
        HttpResponse<String> response = this.control.put("/models/acme/m", "{\n  \"official\": yes\n}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestApi.json(response)).containsEntry("title", "Invalid JSON");
        assertThat(TestControl.list(response, "errors").get(0)).containsEntry("line", 2);
    }

    @Test
    void malformedNameIsRejected() {
        assertThat(this.control.put("/models/acme/a%20b", "{}").statusCode()).isEqualTo(422);
        assertThat(this.control
                        .put("/models/acme/m", "{\"name\": \"acme/other\"}")
                        .body())
                .contains("contradicts the path");
    }

    private Object create(String model, String input) {
        HttpResponse<String> response = this.api.post("/models/" + model + "/predictions", "{\"input\":" + input + "}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        this.emulator.clock().advance(Duration.ZERO);
        return TestApi.at(response, "id");
    }
}
