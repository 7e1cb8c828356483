/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.maven;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.MissingTokenException;
import io.github.replicate4j.error.ReplicateException;
import io.github.replicate4j.generator.SchemaUpdater;
import io.github.replicate4j.generator.change.SchemaChange;
import io.github.replicate4j.generator.change.SchemaUpdate;
import io.github.replicate4j.generator.error.InvalidSchemaException;
import java.io.File;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the schemas of models, stores them in the sources of the project, and reports what changed for callers. The API token
 * is read from the environment variable {@code REPLICATE_API_TOKEN}.
 *
 * @since 0.1.0
 */
@Mojo(name = "update", threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public class UpdateMojo extends AbstractMojo {

    /** Folder of the stored schemas. */
    @Parameter(
            property = "replicate.schemaDirectory",
            defaultValue = "${project.basedir}/src/main/resources/replicate/models",
            required = true)
    File schemaDirectory;

    /**
     * Models to store in addition to those that are stored already: {@code owner/name} for the latest version,
     * {@code owner/name:version} for a fixed one.
     */
    @Parameter(property = "replicate.models")
    @Nullable
    List<String> models;

    /** Whether to report changes without storing them. */
    @Parameter(property = "replicate.dryRun", defaultValue = "false")
    boolean dryRun;

    /** Whether the goal fails if a change breaks callers. In that case, it stores no schema. */
    @Parameter(property = "replicate.failOnBreaking", defaultValue = "false")
    boolean failOnBreaking;

    /** Create the goal. */
    public UpdateMojo() {}

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        List<SchemaUpdate> updates;
        try (Replicate replicate = client()) {
            SchemaUpdater updater = new SchemaUpdater(replicate, this.schemaDirectory.toPath());
            List<String> more = this.models == null ? List.of() : this.models;
            updates = update(updater, more);
        } catch (MissingTokenException ex) {
            throw new MojoFailureException(
                    "No Replicate API token is set. Set the environment variable REPLICATE_API_TOKEN. Create a"
                            + " token at https://replicate.com/account/api-tokens.",
                    ex);
        } catch (InvalidSchemaException | IllegalArgumentException ex) {
            throw new MojoFailureException(ex.getMessage(), ex);
        } catch (ReplicateException | UncheckedIOException ex) {
            throw new MojoExecutionException("Cannot update the schemas: " + ex.getMessage(), ex);
        }
        updates.forEach(this::log);
        List<String> broken = updates.stream()
                .filter(SchemaUpdate::isBreaking)
                .map(SchemaUpdate::model)
                .toList();
        if (this.failOnBreaking && !broken.isEmpty()) {
            throw new MojoFailureException("Changes of " + String.join(", ", broken)
                    + " break callers; they are listed above, and no schema was stored. Run the goal without"
                    + " failOnBreaking to store the schemas, and adapt the callers. Or use a fixed version of the model:"
                    + " owner/name:version.");
        }
    }

    private List<SchemaUpdate> update(SchemaUpdater updater, List<String> more) {
        if (this.dryRun) {
            return updater.check(more);
        }
        return this.failOnBreaking ? updater.updateUnlessBreaking(more) : updater.update(more);
    }

    /** Create a client, which must be closed. */
    Replicate client() {
        return Replicate.fromEnvironment();
    }

    private void log(SchemaUpdate update) {
        getLog().info(update.toString());
        for (SchemaChange change : update.changes()) {
            if (change.impact().isBreaking()) {
                getLog().warn("  " + change);
            } else {
                getLog().info("  " + change);
            }
        }
    }
}
