/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.request.Operation;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorResponseTests {

    private static final ReplicateEmulator EMULATOR = ReplicateEmulator.start();

    private final TestApi api = new TestApi(EMULATOR);

    @BeforeEach
    void model() {
        EMULATOR.reset();
        EMULATOR.model("acme/community");
        EMULATOR.model("acme/official")
                .official()
                .input("text", InputType.STRING, true)
                .input("count", InputType.INTEGER, false)
                .input("scale", InputType.NUMBER, false);
    }

    @AfterAll
    static void close() {
        EMULATOR.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Token wrong", "Token ", "Basic emulator", "emulator"})
    void wrongTokenIsRejected(String authorization) {
        HttpResponse<String> response =
                this.api.send(HttpRequest.newBuilder(URI.create(EMULATOR.baseUrl() + "/predictions"))
                        .header("Authorization", authorization));

        assertUnauthenticated(response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer emulator", "bearer  emulator", "Token emulator", "token emulator"})
    void tokenIsAcceptedWithEitherScheme(String authorization) {
        HttpResponse<String> response =
                this.api.send(HttpRequest.newBuilder(URI.create(EMULATOR.baseUrl() + "/predictions"))
                        .header("Authorization", authorization));

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void missingTokenIsRejected() {
        assertUnauthenticated(this.api.send(HttpRequest.newBuilder(URI.create(EMULATOR.baseUrl() + "/predictions"))));
    }

    private static void assertUnauthenticated(HttpResponse<String> response) {
        assertProblem(response, 401);
        assertThat(TestApi.json(response))
                .containsOnly(
                        entry("title", "Unauthenticated"),
                        entry("detail", "You did not pass a valid authentication token"),
                        entry("status", 401));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"version\":", "{", "{\"input\":{\"text\":\"Al"})
    void incompleteBodyIsRejected(String body) {
        HttpResponse<String> response = this.api.post("/predictions", body);

        assertProblem(response, 400);
        assertThat(TestApi.json(response)).containsEntry("detail", "Failed to parse request body as JSON: EOF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"text\"", "{'version':1}", "{} {}", "input=1"})
    void bodyMustBeAnObject(String body) {
        HttpResponse<String> response = this.api.post("/predictions", body);

        assertProblem(response, 400);
        assertThat((String) TestApi.json(response).get("detail"))
                .startsWith("Failed to parse request body as JSON: ")
                .doesNotContain("java");
    }

    @Test
    void allViolationsAreReported() {
        HttpResponse<String> response = this.api.post("/predictions", "{\"signal\":{}}");

        assertProblem(response, 422);
        assertThat(TestApi.json(response))
                .contains(
                        entry("title", "Input validation failed"),
                        entry(
                                "detail",
                                "- Additional property signal is not allowed\n- input is required\n- version is required\n"));
        assertThat(fields(response))
                .extracting(field -> field.get("type"))
                .containsExactly("additional_property_not_allowed", "required", "required");
    }

    @Test
    void versionInBodyIsRejectedIfPathNamesTheModel() {
        assertProblem(
                this.api.post("/models/acme/official/predictions", "{\"version\":\"x\",\"input\":{\"text\":\"a\"}}"),
                422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"webhook\":\"/relative\"",
                "\"webhook\":\"ftp://example.com\"",
                "\"webhook\":\"https://\"",
                "\"webhook\":1",
                "\"webhook\":null",
                "\"webhook_events_filter\":null",
                "\"webhook_events_filter\":[null]",
                "\"stream\":null",
                "\"webhook_events_filter\":\"start\"",
                "\"webhook_events_filter\":[\"start\",\"finish\"]",
                "\"stream\":\"yes\""
            })
    void otherFieldsAreValidated(String field) {
        assertProblem(
                this.api.post("/models/acme/official/predictions", "{\"input\":{\"text\":\"a\"}," + field + "}"), 422);
        assertThat(EMULATOR.predictions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a text\"", "[]", "null", "7"})
    void inputMustBeAnObject(String input) {
        HttpResponse<String> response = this.api.post("/models/acme/official/predictions", "{\"input\":" + input + "}");

        assertProblem(response, 422);
        assertThat(fields(response))
                .singleElement()
                .satisfies(field -> assertThat(field.get("field")).isEqualTo("input"));
    }

    @Test
    void inputIsValidatedAgainstTheModel() {
        HttpResponse<String> response =
                this.api.post("/models/acme/official/predictions", "{\"input\":{\"count\":1.5,\"scale\":\"big\"}}");

        assertProblem(response, 422);
        assertThat(TestApi.json(response)).containsEntry("detail", """
                        - input: text is required
                        - input.count: Invalid type. Expected: integer, given: number
                        - input.scale: Invalid type. Expected: number, given: string
                        """);
        assertThat(fields(response))
                .extracting(field -> field.get("field"))
                .containsExactly("input", "input.count", "input.scale");
    }

    @Test
    void undeclaredInputsAreAccepted() {
        HttpResponse<String> response = this.api.post(
                "/models/acme/official/predictions", "{\"input\":{\"text\":\"a\",\"count\":1.0,\"scale\":2,\"x\":1}}");

        assertThat(response.statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme/nowhere",
                "acme/community",
                "acme/official:0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "acme/community:" + TestApi.HELLO
            })
    void unknownVersionIsRejected(String version) {
        HttpResponse<String> response =
                this.api.post("/predictions", "{\"version\":\"" + version + "\",\"input\":{\"text\":\"a\"}}");

        assertProblem(response, 422);
        assertThat(TestApi.json(response))
                .contains(
                        entry("title", "Invalid version or not permitted"),
                        entry(
                                "detail",
                                "The specified version does not exist (or perhaps you don't have permission to use it?)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/models/acme/nowhere/predictions",
                "/models/acme/community/predictions",
                "/deployments/acme/nowhere/predictions",
                "/predictions/nothing/cancel"
            })
    void unknownResourceIsNotFound(String path) {
        assertProblem(this.api.post(path, "{\"input\":{}}"), 404);
    }

    @Test
    void unknownPredictionIsNotFound() {
        assertProblem(this.api.get("/predictions/nothing"), 404);
    }

    @ParameterizedTest
    @CsvSource({
        "Prefer, wait=0",
        "Prefer, wait=100",
        "Prefer, wait=",
        "Prefer, wait=1.5",
        "Cancel-After, 4",
        "Cancel-After, 4s",
        "Cancel-After, 24h1s",
        "Cancel-After, 5x",
        "Cancel-After, 1h30",
        "Cancel-After, -5",
        "Cancel-After, 1m1h",
        "Cancel-After, 99999999999"
    })
    void headerOutOfRangeIsRejected(String name, String value) {
        HttpResponse<String> response =
                this.api.post("/models/acme/official/predictions", "{\"input\":{\"text\":\"a\"}}", name, value);

        assertProblem(response, 422);
        assertThat((String) TestApi.json(response).get("detail")).contains(name).contains(value);
    }

    @ParameterizedTest
    @CsvSource({"90, 90", "90s, 90", "5m, 300", "1h30m45s, 5445", "5, 5", "24h, 86400", "1h45s, 3645"})
    void cancelAfterAcceptsSecondsAndUnits(String text, long seconds) {
        assertThat(CancelAfterHeader.parse(text)).hasSeconds(seconds);
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void everyOperationHasHandler(Operation operation) {
        String path = operation.path().replaceAll("\\{\\w+}", "x");

        HttpResponse<String> response = this.api.send(this.api
                .request("http://localhost:" + EMULATOR.port() + path)
                .method(operation.method(), HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).as(response.body()).isLessThan(500);
        assertThat(EMULATOR.requests().to(operation)).hasSize(1);
    }

    @Test
    void apiHasThirtySevenOperations() {
        assertThat(Operation.values()).filteredOn(Operation::isApi).hasSize(37);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nonsense", "/predictions/a/b/c"})
    void unknownPathIsNotFound(String path) {
        assertProblem(this.api.get(path), 404);
    }

    @Test
    void unknownMethodIsNotFound() {
        assertProblem(this.api.send(this.api.request("/predictions").DELETE()), 404);
    }

    @Test
    void oversizedBodyIsRejected() {
        HttpResponse<String> response = this.api.post("/predictions", " ".repeat((32 << 20) + 1));

        assertProblem(response, 413);
    }

    private static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(TestApi.json(response)).containsEntry("status", status).containsKey("detail");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> fields(HttpResponse<String> response) {
        return (List<Map<String, Object>>) TestApi.json(response).get("invalid_fields");
    }
}
