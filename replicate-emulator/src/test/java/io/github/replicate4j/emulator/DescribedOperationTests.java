/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.json.Json;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.emulator.request.Operation;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares a successful response of every operation with the official API description: method and path of the request, status,
 * content type and body. {@code models.search} is not part of the description; public clients and the reference define it.
 */
class DescribedOperationTests {

    private static final String UPLOAD =
            "--X\r\nContent-Disposition: form-data; name=\"content\"; filename=\"a\"\r\n\r\na\r\n--X--\r\n";

    /** Operation, method and path, described statuses, described body, path and body of a request. */
    private static final String DESCRIPTION = """
            account.get | GET /account | 200 | ACCOUNT | /account
            collections.list | GET /collections | 200 | page of COLLECTION_ITEM | /collections
            collections.get | GET /collections/{collection_slug} | 200 | COLLECTION | /collections/image-editing
            deployments.list | GET /deployments | 200 | page of DEPLOYMENT | /deployments
            deployments.create | POST /deployments | 200 | DEPLOYMENT | /deployments \
            | {"name":"b","model":"acme/any","version":"VERSION","hardware":"cpu","min_instances":0,"max_instances":1}
            deployments.get | GET /deployments/{deployment_owner}/{deployment_name} | 200 | DEPLOYMENT | /deployments/emulator/a
            deployments.update | PATCH /deployments/{deployment_owner}/{deployment_name} | 200 | DEPLOYMENT \
            | /deployments/emulator/a | {"max_instances":2}
            deployments.delete | DELETE /deployments/{deployment_owner}/{deployment_name} | 204 | nothing | /deployments/emulator/a
            deployments.predictions.create | POST /deployments/{deployment_owner}/{deployment_name}/predictions | 201 202 \
            | PREDICTION | /deployments/emulator/a/predictions | {"input":{}}
            files.list | GET /files | 200 | page of FILE | /files
            files.create | POST /files | 201 | FILE | /files | UPLOAD
            files.get | GET /files/{file_id} | 200 | FILE | /files/FILE
            files.delete | DELETE /files/{file_id} | 204 | nothing | /files/FILE
            files.download | GET /files/{file_id}/download | 200 | application/octet-stream | /files/FILE/download?SIGNED
            hardware.list | GET /hardware | 200 | list of HARDWARE | /hardware
            models.list | GET /models | 200 | page of MODEL | /models
            models.create | POST /models | 201 | MODEL | /models \
            | {"owner":"emulator","name":"b","visibility":"public","hardware":"cpu","description":"b"}
            models.search | QUERY /models | 200 | page of MODEL | /models | picture
            models.get | GET /models/{model_owner}/{model_name} | 200 | MODEL | /models/meta/meta-llama-3-8b-instruct
            models.update | PATCH /models/{model_owner}/{model_name} | 200 | MODEL | /models/emulator/empty | {"readme":"# A"}
            models.delete | DELETE /models/{model_owner}/{model_name} | 204 | nothing | /models/emulator/empty
            models.examples.list | GET /models/{model_owner}/{model_name}/examples | 200 | page of EXAMPLE \
            | /models/black-forest-labs/flux-schnell/examples
            models.predictions.create | POST /models/{model_owner}/{model_name}/predictions | 200 201 202 | PREDICTION \
            | /models/meta/meta-llama-3-8b-instruct/predictions | {"input":{"prompt":"a"}}
            models.readme.get | GET /models/{model_owner}/{model_name}/readme | 200 | text/plain \
            | /models/replicate/hello-world/readme
            models.versions.list | GET /models/{model_owner}/{model_name}/versions | 200 | page of VERSION \
            | /models/acme/any/versions
            models.versions.delete | DELETE /models/{model_owner}/{model_name}/versions/{version_id} | 202 | nothing \
            | /models/emulator/private/versions/PRIVATE
            models.versions.get | GET /models/{model_owner}/{model_name}/versions/{version_id} | 200 | VERSION \
            | /models/acme/any/versions/VERSION
            trainings.create | POST /models/{model_owner}/{model_name}/versions/{version_id}/trainings | 201 | TRAINING \
            | /models/acme/any/versions/VERSION/trainings | {"destination":"emulator/trained","input":{}}
            predictions.list | GET /predictions | 200 | page of LISTED_PREDICTION | /predictions
            predictions.create | POST /predictions | 201 202 | PREDICTION | /predictions | {"version":"VERSION","input":{}}
            predictions.get | GET /predictions/{prediction_id} | 200 | PREDICTION | /predictions/PREDICTION
            predictions.cancel | POST /predictions/{prediction_id}/cancel | 200 | PREDICTION | /predictions/RUNNING/cancel
            search | GET /search | 200 | SEARCH | /search?query=picture
            trainings.list | GET /trainings | 200 | page of LISTED_TRAINING | /trainings
            trainings.get | GET /trainings/{training_id} | 200 | TRAINING | /trainings/TRAINING
            trainings.cancel | POST /trainings/{training_id}/cancel | 200 | TRAINING | /trainings/TRAINING/cancel
            webhooks.default.secret.get | GET /webhooks/default/secret | 200 | SECRET | /webhooks/default/secret
            """;

    private final ReplicateEmulator emulator =
            ReplicateEmulator.builder().clock(EmulatorClock.manual()).start();

    private final TestApi api = new TestApi(this.emulator);

    private final Map<String, String> values = new HashMap<>();

    static Stream<Described> operations() {
        return DESCRIPTION.lines().map(Described::parse);
    }

    @BeforeEach
    void createSubjects() throws Exception {
        EmulatedModel any = this.emulator
                .model("acme/any")
                .output(OutputType.FILES)
                .streams()
                .respond(script -> script.log("a").outputFile(new byte[1], "png"));
        this.values.put("VERSION", any.versionId());
        this.values.put(
                "PRIVATE", this.emulator.model("emulator/private").asPrivate().versionId());
        this.emulator.deployment("emulator/a", "acme/any");
        for (String name : List.of("empty", "trained")) {
            send(
                    "POST",
                    "/models",
                    "{\"owner\":\"emulator\",\"name\":\"" + name
                            + "\",\"visibility\":\"private\",\"hardware\":\"cpu\"}");
        }
        this.values.put("PREDICTION", create("/predictions", "{\"version\":\"VERSION\",\"input\":{}}"));
        this.values.put(
                "TRAINING",
                create(
                        "/models/acme/any/versions/VERSION/trainings",
                        "{\"destination\":\"emulator/trained\",\"input\":{}}"));
        this.emulator.clock().advance(Duration.ofSeconds(5));
        this.values.put("RUNNING", create("/models/emulator/slow/predictions", "{\"input\":{}}"));
        this.values.put("FILE", create("/files", UPLOAD));
        this.values.put("SIGNED", signature(this.values.get("FILE")));
    }

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @Test
    void everyOperationIsDescribed() {
        assertThat(operations().map(Described::operation))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Operation.values()).filter(Operation::isApi).toList());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void pathIsDescribed(Described described) {
        Operation operation = described.operation();

        assertThat(operation.method()).isEqualTo(described.method());
        assertThat(operation.path().replaceAll("\\{\\w+}", "{}"))
                .isEqualTo("/v1" + described.path().replaceAll("\\{\\w+}", "{}"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void responseIsDescribed(Described described) {
        HttpResponse<String> response = send(described.method(), described.uri(), described.requestBody());

        assertThat(this.emulator.requests().to(described.operation())).isNotEmpty();
        assertThat(Integer.toString(response.statusCode())).as(response.body()).isIn(described.statuses());
        described.checkBody(response);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /files/nothing              | 404 | File not found",
                "DELETE | /files/nothing              | 404 | File not found",
                "GET    | /files/nothing/download?SIGNED | 404 | File not found",
                "GET    | /search                     | 400 | Query parameter \"query\" is required",
                "GET    | /models/acme/any/readme     | 404 | The model has no readme"
            })
    void errorIsDescribed(String method, String uri, int status, String detail) {
        HttpResponse<String> response = send(method, uri, "");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(TestApi.json(response)).containsEntry("detail", detail);
    }

    /** Send a request that creates an object, and return the id of the object. */
    private String create(String uri, String body) {
        HttpResponse<String> response = send("POST", uri, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return (String) TestApi.json(response).get("id");
    }

    private HttpResponse<String> send(String method, String uri, String body) {
        String type = body.startsWith("--X") ? "multipart/form-data; boundary=X" : "application/json";
        return this.api.send(this.api
                .request(fill(uri))
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(fill(body))));
    }

    private String fill(String text) {
        String filled = text;
        for (Map.Entry<String, String> value : this.values.entrySet()) {
            filled = filled.replace(value.getKey(), value.getValue());
        }
        return filled;
    }

    private String signature(String file) throws Exception {
        long expiry = this.emulator.clock().now().getEpochSecond() + 60;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(
                this.emulator.filesSigningSecret().getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
        byte[] signature = mac.doFinal(("emulator " + file + " " + expiry).getBytes(StandardCharsets.UTF_8));
        return "owner=emulator&expiry=" + expiry + "&signature="
                + URLEncoder.encode(Base64.getEncoder().encodeToString(signature), StandardCharsets.UTF_8);
    }

    /** A line of the description. */
    record Described(
            Operation operation,
            String method,
            String path,
            List<String> statuses,
            String body,
            String uri,
            String requestBody) {

        static Described parse(String line) {
            String[] columns = line.split(" *\\| ");
            String[] methodAndPath = columns[1].split(" ");
            return new Described(
                    Stream.of(Operation.values())
                            .filter(operation -> operation.id().equals(columns[0]))
                            .findFirst()
                            .orElseThrow(),
                    methodAndPath[0],
                    methodAndPath[1],
                    List.of(columns[2].split(" ")),
                    columns[3],
                    columns[4],
                    columns.length == 5 ? "" : columns[5].equals("UPLOAD") ? UPLOAD : columns[5]);
        }

        void checkBody(HttpResponse<String> response) {
            if (this.body.equals("nothing")) {
                assertThat(response.body()).isEmpty();
            } else if (this.body.contains("/")) {
                assertThat(response.headers().firstValue("content-type").orElseThrow())
                        .startsWith(this.body);
                assertThat(response.body()).isNotEmpty();
            } else {
                assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
                checkJson(response);
            }
        }

        private void checkJson(HttpResponse<String> response) {
            if (this.body.startsWith("page of ")) {
                Shape.PAGE.check(TestApi.json(response));
                Shape.valueOf(this.body.substring("page of ".length())).checkAll(TestApi.results(response));
            } else if (this.body.startsWith("list of ")) {
                byte[] wrapped = ("{\"all\":" + response.body() + "}").getBytes(StandardCharsets.UTF_8);
                Shape.valueOf(this.body.substring("list of ".length()))
                        .checkAll((List<?>) Json.readObject(wrapped).get("all"));
            } else {
                Shape.valueOf(this.body).check(TestApi.json(response));
            }
        }

        @Override
        public String toString() {
            return this.operation.id();
        }
    }
}
