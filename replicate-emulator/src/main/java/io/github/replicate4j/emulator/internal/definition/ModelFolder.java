/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.definition;

import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads the models of a folder. Each file whose name ends with {@code .json} defines a model.
 */
public final class ModelFolder {

    private ModelFolder() {}

    /**
     * Read all models, and return them after the built-in models. They replace built-in models of the same name.
     *
     * @throws IllegalArgumentException if the folder or a file cannot be read, or if a file does not define a model. The
     *     message lists all mistakes
     */
    public static List<ModelDefinition> read(Path folder, List<ModelDefinition> builtIn, Instant now) {
        Map<String, ModelDefinition> models = new LinkedHashMap<>();
        builtIn.forEach(model -> models.put(model.name(), model));
        List<String> mistakes = new ArrayList<>();
        Map<String, Path> fileByModel = new HashMap<>();
        Map<String, Path> fileByVersion = new HashMap<>();
        for (Path file : files(folder)) {
            try {
                ModelDefinition model = ModelReader.read(Files.readAllBytes(file), null, now);
                models.put(model.name(), model);
                addUnique("model " + model.name(), fileByModel, file, mistakes);
                model.versions()
                        .forEach(version -> addUnique("version " + version.id(), fileByVersion, file, mistakes));
            } catch (InvalidDefinitionException ex) {
                ex.mistakes().forEach(mistake -> mistakes.add(file + ", " + mistake));
            } catch (IOException ex) {
                mistakes.add(file + " cannot be read: " + ex);
            }
        }
        for (ModelDefinition model : builtIn) {
            if (models.get(model.name()) == model) {
                checkVersions(model, fileByVersion, mistakes);
            }
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException("The models cannot be defined, and the emulator does not start:\n  "
                    + String.join("\n  ", mistakes));
        }
        return List.copyOf(models.values());
    }

    private static void addUnique(String what, Map<String, Path> files, Path file, List<String> mistakes) {
        Path other = files.putIfAbsent(what, file);
        if (other != null) {
            mistakes.add(file + " defines " + what + ", which " + other + " also defines");
        }
    }

    private static void checkVersions(ModelDefinition builtIn, Map<String, Path> files, List<String> mistakes) {
        for (ModelVersion version : builtIn.versions()) {
            Path file = files.get("version " + version.id());
            if (file != null) {
                mistakes.add(file + " defines version " + version.id() + ", which the model " + builtIn.name()
                        + " also has");
            }
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException ex) {
            throw new IllegalArgumentException("The folder of models, " + folder + ", does not exist", ex);
        } catch (NotDirectoryException ex) {
            throw new IllegalArgumentException("The folder of models, " + folder + ", is not a folder", ex);
        } catch (IOException ex) {
            throw new IllegalArgumentException("The folder of models, " + folder + ", cannot be read: " + ex, ex);
        }
    }
}
