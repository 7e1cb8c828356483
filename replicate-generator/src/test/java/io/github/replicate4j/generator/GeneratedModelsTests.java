/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.ModelContract;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.generator.change.SchemaUpdate;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.ReplicateModel;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Models that were fetched, stored, generated, compiled and run. */
class GeneratedModelsTests {

    @TempDir
    Path folder;

    @Test
    void modelsOfReplicateRunWithEveryInput() throws Exception {
        Map<String, Map<String, Object>> models = Schemas.ofReplicate();
        Map<String, Map<String, Object>> received = new ConcurrentHashMap<>();
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate replicate = client(emulator)) {
            models.forEach((name, schemas) -> emulator.model(name)
                    .official()
                    .openapiSchema(Schemas.document(schemas))
                    .respond((input, script) -> {
                        received.put(name, input);
                        script.outputValue(sampleOutput(schemas, schemas.get("Output")))
                                .succeed();
                    }));
            List<SchemaUpdate> updates =
                    new SchemaUpdater(replicate, this.folder.resolve("schemas")).update(models.keySet());
            assertThat(updates).hasSize(41);
            try (URLClassLoader loader = generate(false)) {
                for (String name : models.keySet()) {
                    Class<?> type = interfaceOf(loader, name);
                    Object input = GeneratedTypes.filledInput(
                            loader.loadClass(type.getName() + "Input"), properties(models.get(name)));
                    Object output = GeneratedTypes.call(replicate.use(type), "run", input);
                    assertThat(output).as(name).isNotNull();
                    ModelContract.verify(type, replicate);
                    assertThat(received.get(name).keySet())
                            .as(name)
                            .isEqualTo(properties(models.get(name)).keySet());
                }
            }
        }
    }

    @Test
    void modelsOfReplicateCompileWithReactiveMethods() throws Exception {
        Map<String, Map<String, Object>> models = Schemas.ofReplicate();
        models.forEach((name, schemas) -> Schemas.store(
                this.folder.resolve("schemas"), name, JsonMapper.shared().writeValueAsString(schemas)));
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate replicate = client(emulator);
                URLClassLoader loader = generate(true)) {
            for (String name : models.keySet()) {
                // An interface whose types the client cannot use is rejected.
                assertThat(replicate.use(interfaceOf(loader, name))).isNotNull();
            }
        }
    }

    @Test
    void builtInModelsOfTheEmulatorRun() throws Exception {
        try (ReplicateEmulator emulator = ReplicateEmulator.start();
                Replicate replicate = client(emulator)) {
            List<String> models = new ArrayList<>();
            for (Model model : replicate.models().list().all().toList()) {
                models.add(model.owner() + "/" + model.name());
            }
            assertThat(models).hasSizeGreaterThan(10);
            new SchemaUpdater(replicate, this.folder.resolve("schemas")).update(models);
            try (URLClassLoader loader = generate(false)) {
                for (String name : models) {
                    Class<?> type = interfaceOf(loader, name);
                    Map<?, ?> components =
                            (Map<?, ?>) replicate.use(name).openapiSchema().get("components");
                    Object input = GeneratedTypes.filledInput(
                            loader.loadClass(type.getName() + "Input"),
                            properties((Map<?, ?>) components.get("schemas")));
                    Prediction prediction = (Prediction) GeneratedTypes.call(replicate.use(type), "create", input);
                    assertThat(prediction.id()).as(name).isNotBlank();
                }
            }
        }
    }

    private URLClassLoader generate(boolean reactive) {
        Path sources = this.folder.resolve("sources");
        ModelGenerator.builder()
                .schemas(this.folder.resolve("schemas"))
                .output(sources)
                .packageName("acme.models")
                .reactive(reactive)
                .build()
                .generate();
        return Compilation.compile(sources);
    }

    private static Class<?> interfaceOf(ClassLoader loader, String model) throws ClassNotFoundException {
        StringBuilder name = new StringBuilder();
        for (String word : model.substring(model.indexOf('/') + 1).split("[^A-Za-z0-9]+")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        Class<?> type = loader.loadClass("acme.models." + name);
        assertThat(type.getAnnotation(ReplicateModel.class).value()).isEqualTo(model);
        return type;
    }

    private static Replicate client(ReplicateEmulator emulator) {
        return Replicate.builder().emulator(emulator.baseUrl().toString()).build();
    }

    private static Map<?, ?> properties(Map<?, ?> schemas) {
        return (Map<?, ?>) ((Map<?, ?>) schemas.get("Input")).get("properties");
    }

    /** Return an output that matches a schema. */
    private static Object sampleOutput(Map<String, Object> schemas, Object schema) {
        Map<?, ?> declared = (Map<?, ?>) schema;
        if (declared.get("$ref") instanceof String reference) {
            return sampleOutput(schemas, schemas.get(reference.substring(reference.lastIndexOf('/') + 1)));
        }
        if (declared.get("anyOf") instanceof List<?> alternatives) {
            return sampleOutput(schemas, alternatives.get(0));
        }
        return switch (String.valueOf(declared.get("type"))) {
            case "array" -> List.of(sampleOutput(schemas, declared.get("items")));
            case "number" -> 0.5;
            case "object" -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                ((Map<?, ?>) declared.get("properties"))
                        .forEach((name, field) -> fields.put(String.valueOf(name), sampleOutput(schemas, field)));
                yield fields;
            }
            default -> "uri".equals(declared.get("format")) ? GeneratedTypes.DATA_URL : "text";
        };
    }
}
