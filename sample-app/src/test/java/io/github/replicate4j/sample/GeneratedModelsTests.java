/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.ModelContract;
import io.github.replicate4j.generator.ModelGenerator;
import io.github.replicate4j.sample.models.Llama;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The types in the package {@code models} are those that the generator writes. They are committed, because {@code mvn
 * spring-boot:run} in this project cannot use a plugin that the same build has not packaged yet. After a change of a schema,
 * {@code mvn test -pl sample-app -am -Dtest=GeneratedModelsTests -Dsurefire.failIfNoSpecifiedTests=false -Dsample.generate}
 * writes them again.
 */
class GeneratedModelsTests {

    private static final Path SOURCES = Path.of("src/main/java");

    private static final String PACKAGE = "io.github.replicate4j.sample.models";

    private static final Path TYPES = Path.of(PACKAGE.replace('.', '/'));

    @TempDir
    Path folder;

    @Test
    void generatedTypesAreUpToDate() throws IOException {
        if (System.getProperty("sample.generate") != null) {
            generate(SOURCES);
        }
        generate(this.folder);
        assertThat(types(this.folder)).isNotEmpty().isEqualTo(types(SOURCES));
    }

    /** Return the contents of the types by their file names. */
    private static Map<String, String> types(Path sources) throws IOException {
        Map<String, String> types = new TreeMap<>();
        try (Stream<Path> files = Files.list(sources.resolve(TYPES))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.equals("package-info.java")) {
                    types.put(name, Files.readString(file));
                }
            }
        }
        return types;
    }

    @Test
    void modelsMatchTheirSchemas() {
        ModelContract.verify(Llama.class);
    }

    private static void generate(Path sources) throws IOException {
        ModelGenerator.builder()
                .schemas(Path.of("src/main/resources/replicate/models"))
                .output(sources)
                .packageName(PACKAGE)
                .header(Files.readString(Path.of("../config/license-header.txt")))
                .reactive(true)
                .build()
                .generate();
    }
}
