/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.models;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.models.ModelListRequest.SortBy;
import io.github.replicate4j.models.ModelListRequest.SortDirection;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.ClientStyleTest;
import io.github.replicate4j.testing.Wire;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTests extends ClientStyleTest {

    private static final String MODEL =
            """
            {"url":"https://replicate.com/alice/hot-dog","owner":"alice","name":"hot-dog","description":"Detects",
            "visibility":"public","github_url":"https://github.com/alice/hot-dog","paper_url":"https://arxiv.org/abs/1",
            "license_url":"https://example.com/l","run_count":5681081,"cover_image_url":"https://example.com/c.png",
            "default_example":%s,"latest_version":%s,"is_official":true,"weights_url":"https://example.com/w"}""".formatted(Wire.prediction("example", "succeeded"), ModelVersionTests.VERSION);

    @ParameterizedTest
    @EnumSource
    void modelsAreListed(ClientStyle style) {
        answered(200, page(MODEL, "{}"));
        List<Model> models = style.list(
                this.replicate,
                client -> client.models().list(),
                client -> client.models().list());
        assertSent("GET", "/v1/models");
        assertThat(models).extracting(Model::name).containsExactly("hot-dog", null);
    }

    @ParameterizedTest
    @EnumSource
    void modelsAreListedSorted(ClientStyle style) {
        answered(200, page());
        style.list(
                this.replicate,
                client -> client.models()
                        .list(request -> request.sortBy(SortBy.MODEL_CREATED_AT).sortDirection(SortDirection.ASC)),
                client -> client.models()
                        .list(request -> request.sortBy(SortBy.MODEL_CREATED_AT).sortDirection(SortDirection.ASC)));
        assertSent("GET", "/v1/models?sort_by=model_created_at&sort_direction=asc");
        this.api.resetRequests();
        ModelListRequest request = new ModelListRequest(SortBy.LATEST_VERSION_CREATED_AT, SortDirection.DESC);
        style.list(
                this.replicate,
                client -> client.models().list(request),
                client -> client.models().list(request));
        assertSent("GET", "/v1/models?sort_by=latest_version_created_at&sort_direction=desc");
    }

    @ParameterizedTest
    @EnumSource
    void modelIsReadCompletely(ClientStyle style) {
        answered(200, MODEL);
        Model model = style.call(
                this.replicate,
                client -> client.models().get("alice/hot-dog"),
                client -> client.models().get("alice/hot-dog"));
        assertSent("GET", "/v1/models/alice/hot-dog");
        assertThat(model.url()).isEqualTo("https://replicate.com/alice/hot-dog");
        assertThat(model.owner()).isEqualTo("alice");
        assertThat(model.description()).isEqualTo("Detects");
        assertThat(model.visibility()).isEqualTo("public");
        assertThat(model.githubUrl()).isEqualTo("https://github.com/alice/hot-dog");
        assertThat(model.paperUrl()).isEqualTo("https://arxiv.org/abs/1");
        assertThat(model.licenseUrl()).isEqualTo("https://example.com/l");
        assertThat(model.coverImageUrl()).isEqualTo("https://example.com/c.png");
        assertThat(model.runCount()).isEqualTo(5681081);
        assertThat(model.official()).isTrue();
        assertThat(model.defaultExample().id()).isEqualTo("example");
        ModelVersionTests.assertRead(model.latestVersion());
        assertThat(model.additionalProperties()).isEqualTo(Map.of("weights_url", "https://example.com/w"));
        assertThat(model).hasToString("Model[owner=alice, name=hot-dog, visibility=public]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"latest_version\":{},\"default_example\":{}}",
                "{\"latest_version\":null,\"default_example\":null,\"run_count\":null,\"is_official\":null}",
                "{\"latest_version\":{\"id\":null},\"default_example\":{\"status\":\"succeeded\"}}",
                "{\"latest_version\":\"5c7d\",\"default_example\":[]}",
                "{\"latest_version\":{\"id\":\"5c7d\",\"openapi_schema\":\"none\"},\"default_example\":"
                        + "{\"id\":\"x\",\"metrics\":\"fast\"}}"
            })
    void modelIsReadWithUnreadableExampleOrVersion(String body) {
        String named = body.replaceFirst("\\{", body.equals("{}") ? "{\"name\":\"n\"" : "{\"name\":\"n\",");
        answered(200, named);
        Model model = this.replicate.models().get("a/n");
        assertThat(model.name()).isEqualTo("n");
        assertThat(model.latestVersion()).isNull();
        assertThat(model.defaultExample()).isNull();
        answered(200, page(named, MODEL));
        assertThat(this.replicate.models().list().results())
                .extracting(Model::name)
                .containsExactly("n", "hot-dog");
    }

    @ParameterizedTest
    @CsvSource({"12, 12", "12.0, 12", "9007199254740993, 9007199254740993", "'\"12\"', 12"})
    void runCountIsReadFromSeveralFormats(String json, long count) {
        answered(200, "{\"run_count\":" + json + "}");
        assertThat(this.replicate.models().get("a/b").runCount()).isEqualTo(count);
    }

    @Test
    void additionalPropertyReplacesFieldOfTheSameName() {
        answered(201, MODEL);
        this.replicate
                .models()
                .create(request -> request.owner("alice")
                        .name("hot-dog")
                        .visibility(Visibility.PUBLIC)
                        .hardware("cpu")
                        .additionalProperty("visibility", "unlisted"));
        assertSent(
                "POST",
                "/v1/models",
                "{\"owner\":\"alice\",\"name\":\"hot-dog\",\"visibility\":\"unlisted\",\"hardware\":\"cpu\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"n\",\"default_example\":{\"id\":", "[]", "\"\"", "null"})
    void invalidModelFails(String body) {
        answered(200, body);
        assertThatExceptionOfType(ApiResponseValidationException.class)
                .isThrownBy(() -> this.replicate.models().get("a/b"));
    }

    @ParameterizedTest
    @EnumSource
    void searchSendsPlainText(ClientStyle style) {
        answered(200, page(MODEL));
        List<Model> models = style.list(
                this.replicate,
                client -> client.models().search("stable \"diffusion\" grün"),
                client -> client.models().search("stable \"diffusion\" grün"));
        LoggedRequest request = sent("QUERY", "/v1/models");
        assertThat(request.getHeader("Content-Type")).isEqualTo("text/plain");
        assertThat(request.getBodyAsString()).isEqualTo("stable \"diffusion\" grün");
        assertThat(models).extracting(Model::name).containsExactly("hot-dog");
    }

    @ParameterizedTest
    @EnumSource
    void modelIsCreated(ClientStyle style) {
        answered(201, MODEL);
        Model model = style.call(
                this.replicate,
                client -> client.models()
                        .create(request -> request.owner("alice")
                                .name("hot-dog")
                                .visibility(Visibility.PUBLIC)
                                .hardware("gpu-t4")),
                client -> client.models()
                        .create(request -> request.owner("alice")
                                .name("hot-dog")
                                .visibility(Visibility.PUBLIC)
                                .hardware("gpu-t4")));
        assertSent(
                "POST",
                "/v1/models",
                "{\"owner\":\"alice\",\"name\":\"hot-dog\",\"visibility\":\"public\",\"hardware\":\"gpu-t4\"}");
        assertThat(model.name()).isEqualTo("hot-dog");
    }

    @ParameterizedTest
    @EnumSource
    void modelIsCreatedWithAllFields(ClientStyle style) {
        answered(201, MODEL);
        ModelRequest request = ModelRequest.builder()
                .owner("alice")
                .name("hot-dog")
                .visibility(Visibility.PRIVATE)
                .hardware("cpu")
                .description("Detects")
                .githubUrl("https://github.com/a/b")
                .paperUrl("https://arxiv.org/abs/1")
                .licenseUrl("https://example.com/l")
                .coverImageUrl("https://example.com/c.png")
                .additionalProperty("new_field", Map.of("camelCase", 1))
                .additionalProperty("nothing", null)
                .build();
        style.call(
                this.replicate,
                client -> client.models().create(request),
                client -> client.models().create(request));
        assertSent("POST", "/v1/models", """
                {"owner":"alice","name":"hot-dog","visibility":"private","hardware":"cpu","description":"Detects",\
                "github_url":"https://github.com/a/b","paper_url":"https://arxiv.org/abs/1",\
                "license_url":"https://example.com/l","cover_image_url":"https://example.com/c.png",\
                "new_field":{"camelCase":1},"nothing":null}""");
    }

    @ParameterizedTest
    @EnumSource
    void updateSendsChangesAndNull(ClientStyle style) {
        answered(200, MODEL);
        Model model = style.call(
                this.replicate,
                client -> client.models()
                        .update(
                                "alice/hot-dog",
                                request -> request.readme("# New").githubUrl(null)),
                client -> client.models()
                        .update(
                                "alice/hot-dog",
                                request -> request.readme("# New").githubUrl(null)));
        assertSent("PATCH", "/v1/models/alice/hot-dog", "{\"readme\":\"# New\",\"github_url\":null}");
        assertThat(model.name()).isEqualTo("hot-dog");
        this.api.resetRequests();
        ModelUpdateRequest all = ModelUpdateRequest.builder()
                .description("d")
                .readme("r")
                .githubUrl("g")
                .paperUrl("p")
                .weightsUrl("w")
                .licenseUrl("l")
                .additionalProperty("x", 1)
                .build();
        style.call(
                this.replicate,
                client -> client.models().update("alice/hot-dog", all),
                client -> client.models().update("alice/hot-dog", all));
        assertSent("PATCH", "/v1/models/alice/hot-dog", """
                {"description":"d","readme":"r","github_url":"g","paper_url":"p","weights_url":"w","license_url":"l",\
                "x":1}""");
    }

    @ParameterizedTest
    @EnumSource
    void modelIsDeleted(ClientStyle style) {
        answeredWithNothing(204);
        style.run(
                this.replicate,
                client -> client.models().delete("alice/hot-dog"),
                client -> client.models().delete("alice/hot-dog"));
        assertSent("DELETE", "/v1/models/alice/hot-dog");
    }

    @ParameterizedTest
    @EnumSource
    void readmeIsReturnedAsText(ClientStyle style) {
        for (String markdown : List.of("# Grüße\n\n\"quoted\" {json}\n", "")) {
            this.api.resetAll();
            anyRequestIsAnswered(WireMock.aResponse()
                    .withHeader("Content-Type", "text/plain; charset=utf-8")
                    .withBody(markdown));
            String readme = style.call(
                    this.replicate,
                    client -> client.models().readme("alice/hot-dog"),
                    client -> client.models().readme("alice/hot-dog"));
            assertSent("GET", "/v1/models/alice/hot-dog/readme");
            assertThat(readme).isEqualTo(markdown);
        }
    }

    @ParameterizedTest
    @EnumSource
    void missingReadmeFails(ClientStyle style) {
        answered(404, "{\"detail\":\"README not found\"}");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> style.call(
                        this.replicate,
                        client -> client.models().readme("alice/hot-dog"),
                        client -> client.models().readme("alice/hot-dog")))
                .withMessageContaining("models.readme.get")
                .withMessageContaining("README not found");
    }

    @ParameterizedTest
    @EnumSource
    void nextPageOfSearchRepeatsTheQuery(ClientStyle style) {
        String link = baseUrl() + "/models?cursor=a b";
        this.api.stubFor(request("QUERY", urlEqualTo("/v1/models"))
                .willReturn(json(200, "{\"next\":\"" + link + "\",\"results\":[{\"name\":\"a\"}]}")));
        this.api.stubFor(request("QUERY", urlEqualTo("/v1/models?cursor=a%20b"))
                .withRequestBody(equalTo("grün"))
                .willReturn(json(200, page("{\"name\":\"b\"}"))));
        assertThat(style.list(
                        this.replicate,
                        client -> client.models().search("grün"),
                        client -> client.models().search("grün")))
                .extracting(Model::name)
                .containsExactly("a", "b");
        assertThat(requests())
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request.getHeader("Content-Type")).isEqualTo("text/plain"));
    }
}
