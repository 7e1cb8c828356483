/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.model.InputType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalTests {

    private static final String MODEL = "acme/painter";

    @TempDir
    Path project;

    private final List<String> log = new ArrayList<>();

    private ReplicateEmulator emulator;

    @BeforeEach
    void startEmulator() {
        this.emulator = ReplicateEmulator.start();
        this.emulator.model(MODEL).input("prompt", InputType.STRING, true).input("steps", InputType.INTEGER, false);
    }

    @AfterEach
    void stopEmulator() {
        this.emulator.close();
    }

    @Test
    void storesASchemaAndGeneratesItsTypes() throws Exception {
        update(MODEL).execute();
        assertThat(this.project.resolve("schemas/acme/painter.json")).exists();
        assertThat(this.log).singleElement().asString().startsWith("acme/painter: new, version ");

        MavenProject maven = new MavenProject();
        generate(maven).execute();
        assertThat(this.project.resolve("sources/acme/models/Painter.java")).exists();
        assertThat(this.project.resolve("sources/acme/models/PainterInput.java"))
                .exists();
        assertThat(maven.getCompileSourceRoots())
                .containsExactly(this.project.resolve("sources").toString());
    }

    @Test
    void generatesWithoutTouchingTypesThatAreUpToDate() throws Exception {
        update(MODEL).execute();
        MavenProject maven = new MavenProject();
        generate(maven).execute();
        generate(maven).execute();
        assertThat(this.log).last().asString().contains("Generated 0 types", "2 are up to date");
        assertThat(maven.getCompileSourceRoots()).hasSize(1);
    }

    @Test
    void skipsTheGeneration() throws Exception {
        GenerateMojo goal = generate(new MavenProject());
        goal.skip = true;
        goal.execute();
        assertThat(this.project.resolve("sources")).doesNotExist();
    }

    @Test
    void writesTheHeader() throws Exception {
        update(MODEL).execute();
        Path header = Files.writeString(this.project.resolve("header.txt"), "// The license\n");
        GenerateMojo goal = generate(new MavenProject());
        goal.headerFile = header.toFile();
        goal.execute();
        assertThat(this.project.resolve("sources/acme/models/Painter.java"))
                .content()
                .startsWith("// The license\n\npackage acme.models;\n");
    }

    @Test
    void namesTheHeaderThatCannotBeRead() throws Exception {
        update(MODEL).execute();
        GenerateMojo goal = generate(new MavenProject());
        goal.headerFile = this.project.resolve("missing.txt").toFile();
        assertThatExceptionOfType(MojoExecutionException.class)
                .isThrownBy(goal::execute)
                .withMessage("Cannot read the headerFile, which must be UTF-8: " + goal.headerFile);
    }

    @Test
    void reportsChangesAndFailsOnThoseThatBreakCallers() throws Exception {
        update(MODEL).execute();
        this.emulator.model(MODEL).input("style", InputType.STRING, true);
        UpdateMojo goal = update();
        goal.dryRun = true;
        goal.failOnBreaking = true;
        String stored = stored();
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(goal::execute)
                .withMessageStartingWith("Changes of acme/painter break callers");
        assertThat(this.log).contains("  input 'style' is new and required (breaks calls)");
        assertThat(stored()).isEqualTo(stored);

        update().execute();
        assertThat(stored()).isNotEqualTo(stored);
    }

    @Test
    void aChangeThatBreaksCallersIsNotStoredIfTheGoalFails() throws Exception {
        update(MODEL).execute();
        String stored = stored();
        this.emulator.model("acme/writer").input("prompt", InputType.STRING, true);
        this.emulator.model(MODEL).input("style", InputType.STRING, true);
        UpdateMojo goal = update("acme/writer");
        goal.failOnBreaking = true;
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(MojoFailureException.class)
                    .isThrownBy(goal::execute)
                    .withMessageContaining("no schema was stored");
        }
        assertThat(stored()).isEqualTo(stored);
        assertThat(this.project.resolve("schemas/acme/writer.json")).doesNotExist();
    }

    @Test
    void storesAChangeThatIsCompatibleIfOthersWouldFail() throws Exception {
        update(MODEL).execute();
        String stored = stored();
        this.emulator.model(MODEL).input("style", InputType.STRING, false);
        UpdateMojo goal = update();
        goal.failOnBreaking = true;
        goal.execute();
        assertThat(stored()).isNotEqualTo(stored);
    }

    @Test
    void namesTheVariableIfThereIsNoToken() {
        UpdateMojo goal = new UpdateMojo() {
            @Override
            Replicate client() {
                return Replicate.builder().build();
            }
        };
        goal.schemaDirectory = this.project.resolve("schemas").toFile();
        goal.models = List.of(MODEL);
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(goal::execute)
                .withMessage("No Replicate API token is set. Set the environment variable REPLICATE_API_TOKEN. Create a"
                        + " token at https://replicate.com/account/api-tokens.");
    }

    @Test
    void failsIfAModelDoesNotExist() {
        assertThatExceptionOfType(MojoExecutionException.class)
                .isThrownBy(update("acme/none")::execute)
                .withMessageContaining("404");
        assertThat(this.project.resolve("schemas")).doesNotExist();
    }

    @Test
    void failsIfNothingIsStoredOrConfigured() {
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(update()::execute)
                .withMessageContaining("no model is configured");
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(generate(new MavenProject())::execute)
                .withMessageContaining("There is no stored schema in");
    }

    private String stored() throws IOException {
        return Files.readString(this.project.resolve("schemas/acme/painter.json"));
    }

    private UpdateMojo update(String... models) {
        UpdateMojo goal = new UpdateMojo() {
            @Override
            Replicate client() {
                return Replicate.builder()
                        .emulator(GoalTests.this.emulator.baseUrl().toString())
                        .build();
            }
        };
        goal.schemaDirectory = this.project.resolve("schemas").toFile();
        goal.models = List.of(models);
        goal.setLog(new RecordedLog());
        return goal;
    }

    private GenerateMojo generate(MavenProject maven) {
        GenerateMojo goal = new GenerateMojo();
        goal.project = maven;
        goal.schemaDirectory = this.project.resolve("schemas").toFile();
        goal.outputDirectory = this.project.resolve("sources").toFile();
        goal.packageName = "acme.models";
        goal.setLog(new RecordedLog());
        return goal;
    }

    private final class RecordedLog extends SystemStreamLog {

        @Override
        public void info(CharSequence content) {
            GoalTests.this.log.add(content.toString());
        }

        @Override
        public void warn(CharSequence content) {
            GoalTests.this.log.add(content.toString());
        }
    }
}
