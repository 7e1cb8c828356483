/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.account.Account;
import io.github.replicate4j.collections.ModelCollection;
import io.github.replicate4j.hardware.Hardware;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.models.ModelListRequest;
import io.github.replicate4j.models.ModelVersion;
import io.github.replicate4j.models.Visibility;
import io.github.replicate4j.paging.Page;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.search.SearchResults;
import java.util.List;
import java.util.Map;

/** The code of {@code docs/models-and-collections.md}. */
class ModelsAndCollections {

    private final Replicate replicate;

    ModelsAndCollections(Replicate replicate) {
        this.replicate = replicate;
    }

    Model get() {
        Model model = replicate.models().get("replicate/hello-world");
        String about = model.description();
        assert about != null;
        return model;
    }

    List<String> newest() {
        List<String> names = replicate
                .models()
                .list(list -> list.sortBy(ModelListRequest.SortBy.MODEL_CREATED_AT))
                .all()
                .limit(10)
                .map(model -> model.owner() + "/" + model.name())
                .toList();
        return names;
    }

    Page<Model> searchModels() {
        Page<Model> found = replicate.models().search("hello");
        return found;
    }

    SearchResults search() {
        SearchResults found = replicate.search(search -> search.query("hello").limit(5));
        return found;
    }

    String readme() {
        String readme = replicate.models().readme("replicate/hello-world");
        return readme;
    }

    Page<Prediction> examples() {
        Page<Prediction> examples = replicate.models().examples().list("replicate/hello-world");
        return examples;
    }

    Map<String, Object> versions() {
        ModelVersion newest = replicate
                .models()
                .versions()
                .list("replicate/hello-world")
                .results()
                .get(0);
        Map<String, Object> schema = newest.openapiSchema();
        return schema;
    }

    Model create() {
        Model model = replicate
                .models()
                .create(create -> create.owner("emulator")
                        .name("posters")
                        .visibility(Visibility.PRIVATE)
                        .hardware("gpu-t4")
                        .description("Draws posters"));
        return model;
    }

    Model update() {
        Model model = replicate
                .models()
                .update(
                        "emulator/posters",
                        update -> update.description("Draws large posters").readme("# Posters"));
        return model;
    }

    void delete() {
        replicate.models().delete("emulator/posters");
    }

    List<Model> collection() {
        ModelCollection collection = replicate.collections().get("text-to-image");
        List<Model> models = collection.models();
        return models;
    }

    List<Hardware> account() {
        Account account = replicate.account().get();
        List<Hardware> hardware = replicate.hardware().list();
        assert account.username() != null;
        return hardware;
    }
}
