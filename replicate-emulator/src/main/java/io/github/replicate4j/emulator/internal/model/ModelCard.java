/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The description of a model, as its page shows it.
 *
 * @param details description, readme and links, by their names in the API
 * @param tags additional words that the search finds
 * @param runCount the number of predictions so far
 */
public record ModelCard(boolean isPrivate, Map<String, String> details, List<String> tags, long runCount) {

    /** The names of the details that can be updated. */
    public static final List<String> UPDATABLE =
            List.of("description", "readme", "github_url", "paper_url", "weights_url", "license_url");

    /** A public model without details. */
    public static final ModelCard EMPTY = new ModelCard(false, Map.of(), List.of(), 0);

    public ModelCard {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    public ModelCard asPrivate() {
        return new ModelCard(true, this.details, this.tags, this.runCount);
    }

    public ModelCard withDetail(String detail, @Nullable String value) {
        Map<String, String> newDetails = new LinkedHashMap<>(this.details);
        if (value == null) {
            newDetails.remove(detail);
        } else {
            newDetails.put(detail, value);
        }
        return new ModelCard(this.isPrivate, newDetails, this.tags, this.runCount);
    }

    public ModelCard withTags(String... added) {
        List<String> newTags = new ArrayList<>(this.tags);
        Collections.addAll(newTags, added);
        return new ModelCard(this.isPrivate, this.details, List.copyOf(newTags), this.runCount);
    }

    public ModelCard withAdditionalRuns(long count) {
        return withRunCount(this.runCount + count);
    }

    public ModelCard withRunCount(long count) {
        return new ModelCard(this.isPrivate, this.details, this.tags, count);
    }

    public @Nullable String detail(String name) {
        return this.details.get(name);
    }

    /** Return the number of the given words that occur in the name, the description or the tags. */
    public int countMatches(String name, List<String> words) {
        String text = (name + " " + this.details.getOrDefault("description", "") + " " + String.join(" ", this.tags))
                .toLowerCase(Locale.ROOT);
        return (int) words.stream().filter(text::contains).count();
    }
}
