/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator;

import io.github.replicate4j.generator.error.InvalidSchemaException;
import io.github.replicate4j.generator.internal.model.ModelDescription;
import io.github.replicate4j.generator.internal.schema.SchemaFolder;
import io.github.replicate4j.generator.internal.schema.StoredSchema;
import io.github.replicate4j.generator.internal.source.ModelSources;
import io.github.replicate4j.generator.internal.source.SourceFile;
import io.github.replicate4j.generator.internal.source.SourceOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * Writes Java types of the models whose schemas are stored in a folder: an interface with
 * {@link io.github.replicate4j.run.ReplicateModel}, and records of the input and the output. The same schemas result in the
 * same files. Neither a network nor an API token is needed.
 *
 * @since 0.1.0
 */
public final class ModelGenerator {

    private final SchemaFolder schemas;

    private final Path output;

    private final SourceOptions options;

    private ModelGenerator(Builder builder) {
        this.schemas = new SchemaFolder(Objects.requireNonNull(builder.schemas, "schemas must be set"));
        this.output = Objects.requireNonNull(builder.output, "output must be set");
        String packageName = Objects.requireNonNull(builder.packageName, "packageName must be set");
        if (!SourceVersion.isName(packageName)) {
            throw new IllegalArgumentException("packageName '" + packageName + "' is not the name of a Java package");
        }
        this.options = new SourceOptions(packageName, builder.header, builder.reactive);
    }

    /**
     * Return a builder of a generator.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Write the types of all stored schemas. Files that would not change are not touched, and generated files of models whose
     * schema was removed are deleted.
     *
     * @return the files
     * @throws InvalidSchemaException if there is no stored schema, a schema is invalid, two models would have types of the same
     *     name, or a file exists that was not generated
     * @throws java.io.UncheckedIOException if a file cannot be read or written
     */
    public GenerationResult generate() {
        Map<Path, StoredSchema> stored = this.schemas.read();
        if (stored.isEmpty()) {
            throw new InvalidSchemaException("There is no stored schema in " + this.schemas.path()
                    + ". Run 'update' with the names of your models to store their schemas.");
        }
        Map<String, String> files = new LinkedHashMap<>();
        Map<String, Path> origins = new LinkedHashMap<>();
        stored.forEach((path, schema) -> {
            for (SourceFile file : new ModelSources(ModelDescription.of(schema), this.options).write()) {
                Path other = origins.put(file.type(), path);
                if (other != null) {
                    throw new InvalidSchemaException("Both " + other + " and " + path + " would have the type '"
                            + file.type() + "'. Add \"className\" to one of them, with another name.");
                }
                files.put(file.type(), file.content());
            }
        });
        Path folder = this.output.resolve(this.options.packageName().replace('.', '/'));
        return new GeneratedFolder(folder).write(files);
    }

    /**
     * Builder of a {@link ModelGenerator}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private @Nullable Path schemas;

        private @Nullable Path output;

        private @Nullable String packageName;

        private String header = "";

        private boolean reactive;

        private Builder() {}

        /**
         * Set the folder of the stored schemas, which contains a file {@code owner/name.json} for each model.
         *
         * @param schemas the folder
         * @return this builder
         */
        public Builder schemas(Path schemas) {
            this.schemas = schemas;
            return this;
        }

        /**
         * Set the folder of the sources, to which the folders of the package are added.
         *
         * @param output the folder; it may be missing
         * @return this builder
         */
        public Builder output(Path output) {
            this.output = output;
            return this;
        }

        /**
         * Set the package of the types.
         *
         * @param packageName name of a Java package
         * @return this builder
         */
        public Builder packageName(String packageName) {
            this.packageName = packageName;
            return this;
        }

        /**
         * Set a comment for the start of each file, such as a license. Default: none.
         *
         * @param header the comment, with its delimiters
         * @return this builder
         */
        public Builder header(String header) {
            this.header = header;
            return this;
        }

        /**
         * Set whether methods return a {@code Mono} or a {@code Flux}. Default: {@code false}.
         *
         * @param reactive {@code false} for methods that block
         * @return this builder
         */
        public Builder reactive(boolean reactive) {
            this.reactive = reactive;
            return this;
        }

        /**
         * Build the generator.
         *
         * @return the generator
         * @throws NullPointerException if the schemas, the output or the package are not set
         * @throws IllegalArgumentException if the package is not a name
         */
        public ModelGenerator build() {
            return new ModelGenerator(this);
        }
    }
}
