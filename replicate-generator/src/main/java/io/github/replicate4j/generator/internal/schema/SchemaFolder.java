/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.schema;

import io.github.replicate4j.generator.error.InvalidSchemaException;
import io.github.replicate4j.reference.ModelReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder with the stored schemas of an application, one file {@code owner/name.json} for each model.
 *
 * @param path the folder, which may be missing
 */
public record SchemaFolder(Path path) {

    /**
     * Read all files.
     *
     * @return the schemas by their file, in the order of the file names
     * @throws InvalidSchemaException if a file is not a stored schema
     */
    public Map<Path, StoredSchema> read() {
        Map<Path, StoredSchema> schemas = new LinkedHashMap<>();
        if (Files.isDirectory(this.path)) {
            for (Path file : files()) {
                schemas.put(file, SchemaFile.read(file));
            }
        }
        return schemas;
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.walk(this.path)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot read " + this.path, ex);
        }
    }

    /** Return the file of a model. */
    public Path file(ModelReference model) {
        return this.path.resolve(model.owner() + "/" + model.name() + ".json");
    }

    /** Return a schema as it is after it was written and read. */
    public static StoredSchema normalize(StoredSchema schema) {
        return SchemaFile.parse(schema.model(), SchemaFile.write(schema));
    }

    /** Write the file of a model. */
    public void write(Path file, StoredSchema schema) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, SchemaFile.write(schema));
        } catch (IOException ex) {
            throw new UncheckedIOException("Cannot write " + file, ex);
        }
    }
}
