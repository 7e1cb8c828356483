/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.moderation;

import io.github.replicate4j.springai.mapping.ModelProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.springframework.ai.moderation.Categories;
import org.springframework.ai.moderation.Categories.Builder;

/** Converts the codes of hazards to categories of Spring AI, as the profile of the model describes. */
final class ModerationCategories {

    private static final Map<String, BiFunction<Builder, Boolean, Builder>> CATEGORIES = categories();

    private ModerationCategories() {}

    private static Map<String, BiFunction<Builder, Boolean, Builder>> categories() {
        Map<String, BiFunction<Builder, Boolean, Builder>> categories = new HashMap<>();
        categories.put("sexual", Builder::sexual);
        categories.put("hate", Builder::hate);
        categories.put("harassment", Builder::harassment);
        categories.put("selfHarm", Builder::selfHarm);
        categories.put("sexualMinors", Builder::sexualMinors);
        categories.put("hateThreatening", Builder::hateThreatening);
        categories.put("violenceGraphic", Builder::violenceGraphic);
        categories.put("selfHarmIntent", Builder::selfHarmIntent);
        categories.put("selfHarmInstructions", Builder::selfHarmInstructions);
        categories.put("harassmentThreatening", Builder::harassmentThreatening);
        categories.put("violence", Builder::violence);
        categories.put("criminal", Builder::criminal);
        categories.put("dangerous", Builder::dangerous);
        categories.put("jailbreaking", Builder::jailbreaking);
        categories.put("health", Builder::health);
        categories.put("financial", Builder::financial);
        categories.put("law", Builder::law);
        categories.put("pii", Builder::pii);
        return Map.copyOf(categories);
    }

    /** Return the categories of codes. A code that the profile does not name has none. */
    static Categories of(List<String> codes, ModelProfile profile) {
        Builder builder = Categories.builder();
        for (String code : codes) {
            for (String name : profile.moderationCategories(code)) {
                setter(name).apply(builder, true);
            }
        }
        return builder.build();
    }

    private static BiFunction<Builder, Boolean, Builder> setter(String name) {
        return Objects.requireNonNull(CATEGORIES.get(name), () -> "Unknown category " + name);
    }
}
