/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** Which input of each of 41 models belongs to which role. */
class InputRoleTests {

    private static List<String> table() throws Exception {
        return new ClassPathResource("io/github/replicate4j/springai/mapping/roles.tsv")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Test
    void rolesHaveTheInputsOfTheTable() throws Exception {
        List<String> actual = new ArrayList<>();
        for (String name : ModelFixtures.names()) {
            ModelDescription model = ModelFixtures.model(name);
            actual.add(name + "\t"
                    + Arrays.stream(InputRole.values())
                            .filter(role -> model.field(role) != null)
                            .map(role -> role.name().toLowerCase(Locale.ROOT) + "="
                                    + model.field(role).name())
                            .collect(Collectors.joining(" ")));
        }
        assertThat(actual).hasSize(42).containsExactlyElementsOf(table());
    }

    @Test
    void modelsWithoutSchemaHaveTheThreeMostCommonInputs() {
        ModelDescription model = ModelFixtures.withoutSchema("acme/chat");
        assertThat(model.field(InputRole.PROMPT).name()).isEqualTo("prompt");
        assertThat(model.field(InputRole.SYSTEM).name()).isEqualTo("system_prompt");
        assertThat(model.field(InputRole.MAX_TOKENS).name()).isEqualTo("max_tokens");
        assertThat(model.field(InputRole.IMAGES)).isNull();
        assertThat(model.inputs()).contains("no schema", "max_tokens, prompt, system_prompt");
    }
}
