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

package io.github.replicate4j.emulator.internal.api;

import io.github.replicate4j.emulator.internal.http.ApiException;
import io.github.replicate4j.emulator.internal.http.ApiResponse;
import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.http.Paginator;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import io.github.replicate4j.emulator.internal.model.Hardware;
import io.github.replicate4j.emulator.internal.model.ModelCollection;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Handles the account, the hardware, the collections and the signing secret of webhooks.
 */
final class CatalogOperations {

    private final ModelRegistry models;

    private final EmulatorSettings settings;

    private final Paginator pages;

    private final EmulatorAddress address;

    private final ModelJson json;

    CatalogOperations(ModelRegistry models, EmulatorSettings settings, Paginator pages, EmulatorAddress address) {
        this.models = models;
        this.settings = settings;
        this.pages = pages;
        this.address = address;
        this.json = new ModelJson(address);
    }

    ApiResponse account(ReceivedRequest request) {
        return ApiResponse.json(200, this.settings.account().json(this.address.root()));
    }

    ApiResponse hardware(ReceivedRequest request) {
        return ApiResponse.json(200, Hardware.json());
    }

    ApiResponse webhookSecret(ReceivedRequest request) {
        return ApiResponse.json(200, Map.of("key", this.settings.webhookSecret().text()));
    }

    ApiResponse collections(ReceivedRequest request) {
        return this.pages.page(request, Paginator.inOrder(ModelCollection.ALL), ModelCollection::json);
    }

    ApiResponse collection(ReceivedRequest request) {
        String slug = request.path("collection_slug");
        ModelCollection collection = ModelCollection.ALL.stream()
                .filter(each -> each.slug().equals(slug))
                .findFirst()
                .orElseThrow(ApiException::notFound);
        List<Map<String, @Nullable Object>> members = collection.models().stream()
                .map(this.models::model)
                .filter(Objects::nonNull)
                .map(this.json::of)
                .toList();
        Map<String, @Nullable Object> body = collection.json();
        body.put("full_description", collection.fullDescription());
        body.put("models", members);
        return ApiResponse.json(200, body);
    }
}
