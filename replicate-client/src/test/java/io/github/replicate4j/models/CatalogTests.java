/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.account.Account;
import io.github.replicate4j.collections.ModelCollection;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.hardware.Hardware;
import io.github.replicate4j.search.SearchRequest;
import io.github.replicate4j.search.SearchResults;
import io.github.replicate4j.search.SearchResults.FoundModel;
import io.github.replicate4j.testing.ClientStyle;
import io.github.replicate4j.testing.ClientStyleTest;
import io.github.replicate4j.webhook.WebhookSecret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Account, hardware, collections, search and the signing secret of webhooks. */
class CatalogTests extends ClientStyleTest {

    private static final String SEARCH = """
            {"query":"nano banana","models":[{"model":{"owner":"google","name":"nano-banana","run_count":4304274,
            "default_example":null,"latest_version":{"id":"56b8","cog_version":"0.16.7","openapi_schema":{}}},
            "metadata":{"generated_description":"Edits images.","tags":["text-to-image",null],"score":1.38,"new":1},"why":"name"}],
            "collections":[{"name":"Image Editing","slug":"image-editing","description":"For images",
            "models":["google/nano-banana"]}],
            "pages":[{"name":"Getting started","href":"/docs/guides/image-editing"}],"took":3}""";

    @ParameterizedTest
    @EnumSource
    void accountIsReturned(ClientStyle style) {
        answered(200, """
                {"type":"organization","username":"acme","name":"Acme Corp, Inc.","github_url":"https://github.com/acme",
                "avatar_url":"https://cdn.replicate.com/avatars/acme.png","plan":"big"}""");
        Account account = style.call(
                this.replicate,
                client -> client.account().get(),
                client -> client.account().get());
        assertSent("GET", "/v1/account");
        assertThat(account)
                .isEqualTo(new Account(
                        "organization",
                        "acme",
                        "Acme Corp, Inc.",
                        "https://github.com/acme",
                        "https://cdn.replicate.com/avatars/acme.png",
                        Map.of("plan", "big")));
        assertThat(account).hasToString("Account[type=organization, username=acme]");
    }

    @ParameterizedTest
    @EnumSource
    void hardwareIsListedWithoutPages(ClientStyle style) {
        answered(200, """
                [{"name":"CPU","sku":"cpu"},null,{"name":"Nvidia T4 GPU","sku":"gpu-t4","vram":16},{}]""");
        List<Hardware> hardware = style.call(
                this.replicate,
                client -> client.hardware().list(),
                client -> client.hardware().list());
        assertSent("GET", "/v1/hardware");
        assertThat(hardware)
                .containsExactly(
                        new Hardware("CPU", "cpu", Map.of()),
                        new Hardware("Nvidia T4 GPU", "gpu-t4", Map.of("vram", 16)),
                        new Hardware(null, null, Map.of()));
    }

    @ParameterizedTest
    @EnumSource
    void collectionsAreListedWithoutTheirModels(ClientStyle style) {
        answered(200, """
                {"next":null,"previous":null,"results":[
                {"name":"Super resolution","slug":"super-resolution","description":"Upscaling models","new":true}]}""");
        List<ModelCollection> collections = style.list(
                this.replicate,
                client -> client.collections().list(),
                client -> client.collections().list());
        assertSent("GET", "/v1/collections");
        assertThat(collections)
                .containsExactly(new ModelCollection(
                        "Super resolution",
                        "super-resolution",
                        "Upscaling models",
                        null,
                        List.of(),
                        Map.of("new", true)));
    }

    @ParameterizedTest
    @EnumSource
    void collectionIncludesItsModels(ClientStyle style) {
        answered(200, """
                {"name":"Images","slug":"images","description":"d","full_description":"## Overview",
                "models":[{"owner":"a","name":"b"},null,{"owner":"c","name":"d"}]}""");
        ModelCollection collection = style.call(
                this.replicate,
                client -> client.collections().get("images"),
                client -> client.collections().get("images"));
        assertSent("GET", "/v1/collections/images");
        assertThat(collection.fullDescription()).isEqualTo("## Overview");
        assertThat(collection.models()).extracting(Model::name).containsExactly("b", "d");
        assertThat(collection).hasToString("ModelCollection[name=Images, slug=images, models=2]");
    }

    @ParameterizedTest
    @EnumSource
    void modelsOfCollectionAreReturned(ClientStyle style) {
        answered(200, "{\"slug\":\"images\",\"models\":[{\"owner\":\"a\",\"name\":\"b\"}]}");
        List<Model> models = style.call(
                this.replicate,
                client -> client.collections().models("images"),
                client -> client.collections().models("images"));
        assertSent("GET", "/v1/collections/images");
        assertThat(models).extracting(Model::owner).containsExactly("a");
    }

    @ParameterizedTest
    @EnumSource
    void searchReturnsModelsCollectionsAndPages(ClientStyle style) {
        answered(200, SEARCH);
        SearchResults results = style.call(
                this.replicate, client -> client.search("nano banana"), client -> client.search("nano banana"));
        assertSent("GET", "/v1/search?query=nano%20banana");
        assertThat(results.query()).isEqualTo("nano banana");
        FoundModel found = results.models().get(0);
        assertThat(found.model().runCount()).isEqualTo(4304274);
        assertThat(found.model().latestVersion().id()).isEqualTo("56b8");
        assertThat(found.metadata().generatedDescription()).isEqualTo("Edits images.");
        assertThat(found.metadata().tags()).containsExactly("text-to-image");
        assertThat(found.metadata().score()).isEqualTo(1.38);
        assertThat(found.metadata().additionalProperties()).isEqualTo(Map.of("new", 1));
        assertThat(found.additionalProperties()).isEqualTo(Map.of("why", "name"));
        assertThat(found)
                .hasToString("FoundModel[model=Model[owner=google, name=nano-banana, visibility=null],"
                        + " metadata=Metadata[tags=[text-to-image], score=1.38]]");
        assertThat(results.collections().get(0).models()).containsExactly("google/nano-banana");
        assertThat(results.collections().get(0).slug()).isEqualTo("image-editing");
        assertThat(results.pages().get(0).href()).isEqualTo("/docs/guides/image-editing");
        assertThat(results.additionalProperties()).isEqualTo(Map.of("took", 3));
        assertThat(results).hasToString("SearchResults[query=nano banana, models=1, collections=1, pages=1]");
    }

    @ParameterizedTest
    @EnumSource
    void searchSendsTheLimit(ClientStyle style) {
        answered(200, SEARCH);
        style.call(
                this.replicate,
                client -> client.search(request -> request.query("a&b=c+d#é").limit(50)),
                client -> client.search(request -> request.query("a&b=c+d#é").limit(50)));
        assertSent("GET", "/v1/search?query=a%26b%3Dc%2Bd%23%C3%A9&limit=50");
        this.api.resetRequests();
        SearchRequest request = new SearchRequest("x", 1);
        style.call(this.replicate, client -> client.search(request), client -> client.search(request));
        assertSent("GET", "/v1/search?query=x&limit=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"query\":null,\"models\":null,\"collections\":null,\"pages\":null}",
                "{\"models\":[null,{},{\"model\":null,\"metadata\":null}],\"collections\":[{},null],\"pages\":[{}]}"
            })
    void searchResultsMayBeIncomplete(String body) {
        answered(200, body);
        SearchResults results = this.replicate.search("x");
        assertThat(results.models()).allSatisfy(found -> {
            assertThat(found.model()).isNull();
            assertThat(found.metadata().tags()).isEmpty();
        });
        assertThat(results.collections())
                .allSatisfy(found -> assertThat(found.models()).isEmpty());
        assertThat(results.pages()).allSatisfy(found -> assertThat(found.href()).isNull());
    }

    @ParameterizedTest
    @EnumSource
    void toStringHidesTheWebhookSecret(ClientStyle style) {
        answered(200, "{\"key\":\"whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD\",\"new\":1}");
        WebhookSecret secret = style.call(
                this.replicate,
                client -> client.webhooks().defaultSecret(),
                client -> client.webhooks().defaultSecret());
        assertSent("GET", "/v1/webhooks/default/secret");
        assertThat(secret.key()).isEqualTo("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
        assertThat(secret).hasToString("WebhookSecret[key=***]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"key\":null}", "{\"key\":\" \"}"})
    void missingWebhookSecretFails(String body) {
        answered(200, body);
        assertThatExceptionOfType(ApiResponseValidationException.class)
                .isThrownBy(() -> this.replicate.webhooks().defaultSecret())
                .withMessageContaining("webhooks.default.secret.get")
                .withMessageContaining("key is missing");
    }
}
