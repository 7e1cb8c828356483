/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A collection of models.
 *
 * @param fullDescription a longer description as Markdown, or null
 * @param models the names of the models
 */
public record ModelCollection(
        String slug,
        String name,
        String description,
        @Nullable String fullDescription,
        List<String> models) {

    /** The built-in collections. */
    public static final List<ModelCollection> ALL = List.of(
            new ModelCollection(
                    "text-to-image",
                    "Generate images",
                    "Models that draw pictures from prompts.",
                    "## Overview\n\nModels that turn a prompt into a picture.\n\n- **black-forest-labs/flux-schnell**"
                            + " draws a landscape, always the same one for the same prompt.\n",
                    List.of("black-forest-labs/flux-schnell")),
            new ModelCollection(
                    "image-editing",
                    "Edit images",
                    "Models that edit pictures as described by a prompt.",
                    "## Overview\n\nModels that turn a picture and a prompt into another picture.\n\n"
                            + "- **black-forest-labs/flux-kontext-pro** understands a few words, such as *night*.\n",
                    List.of("black-forest-labs/flux-kontext-pro")),
            new ModelCollection(
                    "language-models",
                    "Large language models",
                    "Models that generate text.",
                    "## Overview\n\nModels that write a short story about the prompt, word by word.\n",
                    List.of("meta/meta-llama-3-8b-instruct")),
            new ModelCollection(
                    "try-for-free",
                    "Try for free",
                    "Small models for the first steps.",
                    null,
                    List.of("replicate/hello-world", "emulator/slow", "emulator/failing", "emulator/trainer")));

    /** Return the collection as JSON, as in lists. */
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", this.name);
        json.put("slug", this.slug);
        json.put("description", this.description);
        return json;
    }

    /** Return whether name and description contain all of the words. */
    public boolean matches(List<String> words) {
        String text = (this.name + " " + this.slug + " " + this.description).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }
}
