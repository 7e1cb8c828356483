/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.generator.ModelGenerator;
import io.github.replicate4j.test.AutoConfigureReplicateEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(classes = DocumentationApplication.class)
@AutoConfigureReplicateEmulator
class GeneratedTypesTests {

    private static final Path FOLDER = Path.of("src/test/java/io/github/replicate4j/documentation");

    @TempDir
    Path sources;

    @Autowired
    Replicate replicate;

    @Test
    void generatedTypesRunTheModel() {
        GeneratedTypes examples = new GeneratedTypes(this.replicate);
        assertThat(examples.run()).hasSize(1);
        assertThat(examples.runWithOptions()).hasSize(2);
        FluxSchnellInput input = FluxSchnellInput.of("a lighthouse at dusk");
        assertThat(examples.change(input).prompt()).isEqualTo(input.prompt());
        new GeneratedTypes.FluxSchnellTests().matchesTheModel();
        examples.verifyCurrentSchema();
    }

    /** The generated types in the examples are those that the generator writes. */
    @Test
    void generatedTypesAreUpToDate() throws IOException {
        ModelGenerator.builder()
                .schemas(Path.of("src/test/resources/replicate/models"))
                .output(this.sources)
                .packageName("io.github.replicate4j.documentation")
                .header(Files.readString(Path.of("../config/license-header.txt")))
                .build()
                .generate();
        for (String type : new String[] {"FluxSchnell.java", "FluxSchnellInput.java"}) {
            assertThat(FOLDER.resolve(type))
                    .hasSameTextualContentAs(this.sources
                            .resolve("io/github/replicate4j/documentation")
                            .resolve(type));
        }
    }
}
