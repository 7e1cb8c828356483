/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the client names as its dependencies is all that it needs, and none of its threads keeps a program alive. */
class AloneTests {

    /** Written by the build, for the class path of the tests holds more. */
    private static final Path RUNTIME_CLASS_PATH = Path.of("target", "runtime.classpath");

    @TempDir
    private Path folder;

    @Test
    void theClientRunsOnItsRuntimeClassPathAloneAndTheProgramEnds() throws Exception {
        assertThat(RUNTIME_CLASS_PATH)
                .as("the phase generate-test-resources of Maven writes it")
                .isRegularFile();
        Path program = copyOf(AloneProgram.class);
        Path printed = this.folder.resolve("printed");
        try (FaultServer server = FaultServer.start(FaultServer.json(201, Wire.prediction("abc", "starting")))
                .afterwards(FaultServer.json(200, Wire.succeeded("abc", "\"it runs\"")))) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            String.join(
                                    File.pathSeparator,
                                    Path.of("target", "classes").toString(),
                                    program.toString(),
                                    Files.readString(RUNTIME_CLASS_PATH).strip()),
                            AloneProgram.class.getName(),
                            server.baseUrl())
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS))
                        .as("it ends by itself")
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(printed).content().contains("it runs");
            assertThat(process.exitValue()).isZero();
            assertThat(server.creates()).isEqualTo(1);
        }
    }

    /** Away from the other tests, so that nothing of theirs is on its class path. */
    private Path copyOf(Class<?> program) throws Exception {
        String name = program.getName().replace('.', '/') + ".class";
        Path classes = this.folder.resolve("program");
        Path copy = classes.resolve(name);
        Files.createDirectories(copy.getParent());
        Files.copy(
                Path.of(program.getResource(program.getSimpleName() + ".class").toURI()), copy);
        return classes;
    }
}
