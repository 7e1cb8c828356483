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

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each block of Java, properties, YAML or text in the documentation stands, line for line, in something that tests run. */
class DocumentationTests {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern BLOCK = Pattern.compile("```(java|properties|yaml|text)\\R(.*?)```", Pattern.DOTALL);

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?://|#|mailto:)([^)#]+)");

    private static final List<List<String>> SOURCES = sources();

    static List<Path> pages() {
        return files(
                Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md"), ROOT.resolve("docs")), ".md");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyBlockStandsInTestedCode(Path page) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            List<String> lines = lines(block.group(2));
            assertThat(SOURCES)
                    .as("%s shows code that stands nowhere:%n%s", ROOT.relativize(page), block.group(2))
                    .anyMatch(source -> Collections.indexOfSubList(source, lines) >= 0);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAFile(Path page) throws IOException {
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            assertThat(page.resolveSibling(link.group(1)))
                    .as("a link in %s", ROOT.relativize(page))
                    .exists();
        }
    }

    private static List<List<String>> sources() {
        List<List<String>> sources = new ArrayList<>();
        for (Path file : files(
                Stream.of(
                        Path.of("src/test/java"),
                        Path.of("src/test/resources"),
                        ROOT.resolve("replicate-spring-boot-autoconfigure/src/test/java"),
                        ROOT.resolve("replicate-spring-boot-test/src/test/java"),
                        ROOT.resolve("docs/examples")),
                "")) {
            try {
                sources.add(lines(Files.readString(file)));
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
        return sources;
    }

    private static List<Path> files(Stream<Path> roots, String suffix) {
        return roots.flatMap(DocumentationTests::walk)
                .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(suffix))
                .toList();
    }

    private static Stream<Path> walk(Path root) {
        try {
            return Files.walk(root);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Indentation and blank lines do not matter. */
    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
