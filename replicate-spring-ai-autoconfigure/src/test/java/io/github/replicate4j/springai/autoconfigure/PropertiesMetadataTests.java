/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Consistency of the properties with the reference. */
class PropertiesMetadataTests {

    @Test
    void referenceListsEveryPropertyWithItsDefaultAndDescription() throws Exception {
        Map<String, String> actual = new LinkedHashMap<>();
        try (InputStream metadata =
                PropertiesMetadataTests.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            JsonMapper.shared()
                    .readTree(metadata)
                    .get("properties")
                    .forEach(property -> actual.put(
                            property.get("name").stringValue(),
                            property.path("defaultValue").asString("") + " | "
                                    + property.path("description").asString("")));
        }
        Map<String, String> documented = new LinkedHashMap<>();
        Matcher row = Pattern.compile(
                        "(?m)^\\| `(spring\\.ai\\.replicate\\.[^`]+)` \\| (?:`([^`]*)`)?\\s*\\| (.+) \\|$")
                .matcher(Files.readString(Path.of("..", "docs", "configuration.md")));
        while (row.find()) {
            documented.put(
                    row.group(1),
                    (row.group(2) == null ? "" : row.group(2)) + " | "
                            + row.group(3).replace("`", ""));
        }
        assertThat(documented).hasSizeGreaterThan(10).isEqualTo(actual);
        assertThat(List.copyOf(documented.keySet())).isSorted();
    }
}
