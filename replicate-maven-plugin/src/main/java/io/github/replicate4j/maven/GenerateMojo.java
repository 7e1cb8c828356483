/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.maven;

import io.github.replicate4j.generator.GenerationResult;
import io.github.replicate4j.generator.ModelGenerator;
import io.github.replicate4j.generator.error.InvalidSchemaException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Generates Java types from the stored schemas of models, and adds them to the sources of the project. Needs neither a network
 * nor an API token.
 *
 * @since 0.1.0
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public class GenerateMojo extends AbstractMojo {

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    /** Folder of the stored schemas. */
    @Parameter(
            property = "replicate.schemaDirectory",
            defaultValue = "${project.basedir}/src/main/resources/replicate/models",
            required = true)
    File schemaDirectory;

    /** Folder of the generated sources. It may be a folder with other sources, such as {@code src/main/java}. */
    @Parameter(
            property = "replicate.outputDirectory",
            defaultValue = "${project.build.directory}/generated-sources/replicate",
            required = true)
    File outputDirectory;

    /** Package of the generated types. */
    @Parameter(property = "replicate.packageName", required = true)
    String packageName;

    /** File with a comment for the start of each generated file, such as a license. */
    @Parameter(property = "replicate.headerFile")
    @Nullable
    File headerFile;

    /** Whether methods return a Mono or a Flux instead of blocking. */
    @Parameter(property = "replicate.reactive", defaultValue = "false")
    boolean reactive;

    /** Whether to generate nothing. */
    @Parameter(property = "replicate.skip", defaultValue = "false")
    boolean skip;

    /** Create the goal. */
    public GenerateMojo() {}

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (this.skip) {
            getLog().info("Skipped: replicate.skip is set.");
            return;
        }
        try {
            ModelGenerator.Builder generator = ModelGenerator.builder()
                    .schemas(this.schemaDirectory.toPath())
                    .output(this.outputDirectory.toPath())
                    .packageName(this.packageName)
                    .reactive(this.reactive);
            if (this.headerFile != null) {
                generator.header(read(this.headerFile));
            }
            log(generator.build().generate());
        } catch (InvalidSchemaException | IllegalArgumentException ex) {
            throw new MojoFailureException(ex.getMessage(), ex);
        } catch (UncheckedIOException ex) {
            throw new MojoExecutionException("Cannot generate types: " + ex.getMessage(), ex);
        }
        String root = this.outputDirectory.getAbsolutePath();
        if (!this.project.getCompileSourceRoots().contains(root)) {
            this.project.addCompileSourceRoot(root);
        }
    }

    private static String read(File header) throws MojoExecutionException {
        try {
            return Files.readString(header.toPath());
        } catch (IOException ex) {
            throw new MojoExecutionException("Cannot read the headerFile, which must be UTF-8: " + header, ex);
        }
    }

    private void log(GenerationResult result) {
        getLog().info("Generated " + result.written().size() + " types in " + this.outputDirectory + ", "
                + result.unchanged().size() + " are up to date.");
        result.deleted().forEach(file -> getLog().info("Deleted " + file));
    }
}
