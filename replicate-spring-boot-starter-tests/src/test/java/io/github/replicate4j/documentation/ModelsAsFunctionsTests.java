/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.documentation.ModelsAsFunctions.FluxSchnell;
import io.github.replicate4j.documentation.ModelsAsFunctions.Llama;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** Tests for the code of {@code docs/models-as-functions.md}. */
@SpringBootTest
@AutoConfigureReplicateEmulator
@Import(ModelsAsFunctions.ModelsConfiguration.class)
class ModelsAsFunctionsTests {

    @Autowired
    Replicate replicate;

    @Autowired
    FluxSchnell flux;

    @Autowired
    Llama llama;

    @Test
    void functionsRunCreateAndReturnTheirSchema() {
        ModelsAsFunctions examples = new ModelsAsFunctions(this.replicate);
        String haiku = examples.use();
        assertThat(haiku).contains("A haiku about Java");
        assertThat(examples.limited().text()).isEqualTo(haiku).isEqualTo(examples.typed());
        assertThat(examples.create().id()).isNotBlank();
        assertThat(examples.value()).isNotNull();
        assertThat(examples.schema()).containsKey("components");
    }

    @Test
    void interfacesAreBeans() {
        assertThat(new ModelsAsFunctions(this.replicate).runInterface()).hasSize(2);
        assertThat(this.flux.draw("a lighthouse at dusk").bytes()).startsWith(0x89, 'P', 'N', 'G');
        assertThat(this.flux.start("a lighthouse at dusk").id()).isNotBlank();
        String haiku = this.llama.generate("A haiku about Java");
        assertThat(this.llama.generateAsync("A haiku about Java").block()).isEqualTo(haiku);
        try (Stream<String> tokens = this.llama.stream("A haiku about Java")) {
            assertThat(tokens.collect(Collectors.joining())).isEqualTo(haiku);
        }
        assertThat(this.llama.streamAsync("A haiku about Java").collectList().block())
                .isNotNull()
                .satisfies(tokens -> assertThat(String.join("", tokens)).isEqualTo(haiku));
    }
}
