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

package io.github.replicate4j.emulator;

import io.github.replicate4j.emulator.catalog.Hardware;
import io.github.replicate4j.emulator.catalog.ModelCollection;
import io.github.replicate4j.emulator.http.Answer;
import io.github.replicate4j.emulator.http.ApiProblem;
import io.github.replicate4j.emulator.http.EmulatorAddress;
import io.github.replicate4j.emulator.http.Pages;
import io.github.replicate4j.emulator.http.ReceivedRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers the requests about what is simply there: account, hardware, collections, the secret of webhooks. */
final class CatalogOperations {

    private final ModelRegistry models;
    private final EmulatorSettings settings;
    private final Pages pages;
    private final EmulatorAddress address;
    private final ModelJson json;

    CatalogOperations(ModelRegistry models, EmulatorSettings settings, Pages pages, EmulatorAddress address) {
        this.models = models;
        this.settings = settings;
        this.pages = pages;
        this.address = address;
        this.json = new ModelJson(address);
    }

    Answer account(ReceivedRequest request) {
        return Answer.json(200, this.settings.account().json(this.address.root()));
    }

    Answer hardware(ReceivedRequest request) {
        return Answer.json(200, Hardware.json());
    }

    Answer webhookSecret(ReceivedRequest request) {
        return Answer.json(200, Map.of("key", this.settings.webhookSecret().text()));
    }

    Answer collections(ReceivedRequest request) {
        return this.pages.page(request, Pages.inOrder(ModelCollection.ALL), ModelCollection::json);
    }

    Answer collection(ReceivedRequest request) {
        String slug = request.path("collection_slug");
        ModelCollection collection = ModelCollection.ALL.stream()
                .filter(each -> each.slug().equals(slug))
                .findFirst()
                .orElseThrow(ApiProblem::notFound);
        List<Map<String, @Nullable Object>> members = collection.models().stream()
                .map(this.models::model)
                .filter(Objects::nonNull)
                .map(this.json::of)
                .toList();
        Map<String, @Nullable Object> body = collection.json();
        body.put("full_description", collection.fullDescription());
        body.put("models", members);
        return Answer.json(200, body);
    }
}
