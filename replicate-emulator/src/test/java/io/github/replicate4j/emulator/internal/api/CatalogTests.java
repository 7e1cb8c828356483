/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.Shape;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.internal.json.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTests {

    private static final ReplicateEmulator EMULATOR =
            ReplicateEmulator.builder().pageSize(2).account("acme").start();

    private final TestApi api = new TestApi(EMULATOR);

    @AfterAll
    static void close() {
        EMULATOR.close();
    }

    @Test
    void accountBelongsToToken() {
        HttpResponse<String> account = this.api.get("/account");

        assertThat(account.statusCode()).isEqualTo(200);
        Shape.ACCOUNT.check(TestApi.json(account));
        assertThat(TestApi.json(account)).containsEntry("username", "acme");
        assertThat(EMULATOR.account()).isEqualTo("acme");
    }

    @Test
    void hardwareIsList() {
        HttpResponse<String> hardware = this.api.get("/hardware");

        assertThat(hardware.body()).startsWith("[{");
        Map<String, Object> wrapped =
                Json.readObject(("{\"all\":" + hardware.body() + "}").getBytes(StandardCharsets.UTF_8));
        Shape.HARDWARE.checkAll((List<?>) wrapped.get("all"));
        assertThat(hardware.body()).contains("{\"name\":\"CPU\",\"sku\":\"cpu\"}");
    }

    @Test
    void collectionsArePaginated() {
        HttpResponse<String> first = this.api.get("/collections");
        HttpResponse<String> second = this.api.get((String) TestApi.json(first).get("next"));

        Shape.PAGE.check(TestApi.json(first));
        Shape.COLLECTION_ITEM.checkAll(TestApi.results(first));
        assertThat(TestApi.results(first)).hasSize(2);
        assertThat(TestApi.results(second)).hasSize(2).doesNotContainAnyElementsOf(TestApi.results(first));
        assertThat(TestApi.json(second)).contains(entry("next", null));
    }

    @Test
    void collectionContainsModels() {
        HttpResponse<String> collection = this.api.get("/collections/text-to-image");

        Shape.COLLECTION.check(TestApi.json(collection));
        assertThat((String) TestApi.at(collection, "full_description")).startsWith("## ");
        assertThat(models(collection)).containsExactly("flux-schnell");
        assertThat(models(this.api.get("/collections/image-editing"))).containsExactly("flux-kontext-pro");
        assertThat(this.api.get("/collections/none").statusCode()).isEqualTo(404);
    }

    @Test
    void webhookSecretIsReturned() {
        HttpResponse<String> secret = this.api.get("/webhooks/default/secret");

        Shape.SECRET.check(TestApi.json(secret));
        assertThat(TestApi.json(secret)).containsEntry("key", EMULATOR.webhookSecret());
        assertThat(EMULATOR.webhookSecret()).matches("whsec_[A-Za-z0-9+/]+=*");
    }

    @Test
    void searchFindsModelsCollectionsAndPages() {
        HttpResponse<String> found = this.api.get("/search?query=language+model");

        assertThat(found.statusCode()).isEqualTo(200);
        Shape.SEARCH.check(TestApi.json(found));
        assertThat(TestApi.at(found, "query")).isEqualTo("language model");
        Map<?, ?> best = (Map<?, ?>) ((List<?>) TestApi.at(found, "models")).get(0);
        assertThat(((Map<?, ?>) best.get("model")).get("name")).isEqualTo("meta-llama-3-8b-instruct");
        assertThat((List<?>) TestApi.at(found, "collections")).isNotEmpty();
        assertThat((List<?>) TestApi.at(found, "pages")).isNotEmpty();
    }

    @Test
    void searchLimitAppliesToModels() {
        assertThat((List<?>) TestApi.at(this.api.get("/search?query=e&limit=1"), "models"))
                .hasSize(1);
        assertThat((List<?>) TestApi.at(this.api.get("/search?query=nothing-like-it"), "models"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?query=", "?query=a&limit=0", "?query=a&limit=51", "?query=a&limit=x"})
    void invalidSearchIsRejectedAsPlainJson(String query) {
        HttpResponse<String> rejected = this.api.get("/search" + query);

        assertThat(rejected.statusCode()).isEqualTo(400);
        assertThat(rejected.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(TestApi.json(rejected)).containsOnlyKeys("detail");
    }

    @Test
    void modelSearchAcceptsPlainTextAndJson() {
        assertThat(query("/models", "says hello"))
                .satisfies(page -> Shape.PAGE.check(TestApi.json(page)))
                .satisfies(page -> Shape.MODEL.checkAll(TestApi.results(page)))
                .satisfies(page -> assertThat(TestApi.results(page).get(0)).containsEntry("name", "hello-world"));
        assertThat(TestApi.results(query("/models", "\"says hello\"")))
                .isEqualTo(TestApi.results(query("/models", "says hello")));
        assertThat(TestApi.results(query("/models", "\"says"))).isEmpty();
    }

    @Test
    void modelSearchIsPaginated() {
        EMULATOR.model("pager/one").description("findable");
        EMULATOR.model("pager/two").description("findable");
        EMULATOR.model("pager/three").description("findable");

        HttpResponse<String> first = query("/models", "findable");
        HttpResponse<String> second = query((String) TestApi.json(first).get("next"), "findable");

        assertThat(TestApi.results(first)).hasSize(2);
        assertThat(TestApi.results(second))
                .singleElement()
                .satisfies(model -> assertThat(model).containsEntry("name", "three"));
    }

    @Test
    void accountNameIsValidated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicateEmulator.builder().account("a/b"));
    }

    private static List<Object> models(HttpResponse<String> collection) {
        return ((List<?>) TestApi.at(collection, "models"))
                .stream().<Object>map(model -> ((Map<?, ?>) model).get("name")).toList();
    }

    private HttpResponse<String> query(String path, String text) {
        return this.api.send(this.api
                .request(path)
                .header("Content-Type", "text/plain")
                .method("QUERY", HttpRequest.BodyPublishers.ofString(text)));
    }
}
