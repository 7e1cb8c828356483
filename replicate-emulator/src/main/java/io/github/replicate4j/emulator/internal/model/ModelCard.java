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

package io.github.replicate4j.emulator.internal.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The descriptive part of a model.
 *
 * @param details description, readme and links, by the names that the API uses
 * @param tags additional words for the search
 * @param runCount the number of predictions so far
 */
public record ModelCard(boolean isPrivate, Map<String, String> details, List<String> tags, long runCount) {

    /** The names of the details that can be updated. */
    public static final List<String> UPDATABLE =
            List.of("description", "readme", "github_url", "paper_url", "weights_url", "license_url");

    /** A public model without details. */
    public static final ModelCard BLANK = new ModelCard(false, Map.of(), List.of(), 0);

    public ModelCard {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    public ModelCard asPrivate() {
        return new ModelCard(true, this.details, this.tags, this.runCount);
    }

    public ModelCard with(String detail, @Nullable String value) {
        Map<String, String> changed = new LinkedHashMap<>(this.details);
        if (value == null) {
            changed.remove(detail);
        } else {
            changed.put(detail, value);
        }
        return new ModelCard(this.isPrivate, changed, this.tags, this.runCount);
    }

    public ModelCard tagged(String... more) {
        List<String> all = new ArrayList<>(this.tags);
        Collections.addAll(all, more);
        return new ModelCard(this.isPrivate, this.details, List.copyOf(all), this.runCount);
    }

    public ModelCard withRuns(long times) {
        return new ModelCard(this.isPrivate, this.details, this.tags, this.runCount + times);
    }

    public @Nullable String detail(String name) {
        return this.details.get(name);
    }

    /** Return how many of the words the model contains. */
    public int matches(String name, List<String> words) {
        String text = (name + " " + this.details.getOrDefault("description", "") + " " + String.join(" ", this.tags))
                .toLowerCase(Locale.ROOT);
        return (int) words.stream().filter(text::contains).count();
    }
}
