/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.springframework.ai.moderation.Categories;
import org.springframework.ai.moderation.Categories.Builder;

/** The categories of Spring AI, without a deprecated one. */
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

    /** Return the names of all categories, in alphabetical order. */
    static Set<String> names() {
        return new TreeSet<>(CATEGORIES.keySet());
    }

    /** Return the categories with these names. */
    static Categories of(List<String> names) {
        Builder builder = Categories.builder();
        CATEGORIES.forEach((name, setter) -> setter.apply(builder, names.contains(name)));
        return builder.build();
    }
}
