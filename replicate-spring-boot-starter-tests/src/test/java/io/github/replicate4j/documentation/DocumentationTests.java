/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks that each block of Java, properties, YAML or text in the documentation is part of tested code, that each link has an
 * existing target, and that defaults in the text are those of the properties.
 */
class DocumentationTests {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Path DOCS = ROOT.resolve("docs");

    private static final Pattern IMPORT =
            Pattern.compile("import (?:static )?io\\.github\\.replicate4j\\.[\\w.]*?(\\w+);");

    private static final Pattern PROPERTY_DEFAULT = Pattern.compile("`(replicate\\.[a-z.-]+)`\\s+\\((\\d[^)]*)\\)");

    private static final List<List<String>> SOURCES = sources();

    private static final Map<String, String> DEFAULTS = defaults();

    static List<MarkdownPage> pages() {
        return Stream.concat(list(ROOT), walk(DOCS))
                .filter(file -> file.toString().endsWith(".md"))
                .map(MarkdownPage::read)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCodeBlockIsPartOfTestedCode(MarkdownPage page) {
        for (String block : page.blocks()) {
            List<String> lines = lines(block);
            if (lines.stream().allMatch(line -> line.startsWith("import "))) {
                assertThat(SOURCES.stream().flatMap(List::stream))
                        .as("imports in the tested sources")
                        .containsAll(lines);
                continue;
            }
            assertThat(SOURCES.stream().anyMatch(source -> Collections.indexOfSubList(source, lines) >= 0))
                    .as(
                            "%s contains a code block that is not part of the tested sources:%n%s",
                            relativePath(page), block)
                    .isTrue();
        }
    }

    /** Code on a page uses types of this project only with their imports, which are shown once per page. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyTypeOfTheProjectIsImported(MarkdownPage page) {
        Set<String> shown = page.fencedBlocks().stream()
                .filter(block -> block.language().equals("java"))
                .flatMap(block -> lines(block.text()).stream())
                .collect(Collectors.toSet());
        for (MarkdownPage.Block block : page.fencedBlocks()) {
            if (block.language().equals("java")) {
                assertThat(shown)
                        .as("imports on %s for the code block%n%s", relativePath(page), block.text())
                        .containsAll(importsOf(block.text()));
            }
        }
    }

    /** Return the imports of types of this project that a tested source needs for a code block. */
    private static List<String> importsOf(String block) {
        List<String> lines = lines(block);
        return SOURCES.stream()
                .filter(source -> Collections.indexOfSubList(source, lines) >= 0)
                .map(source ->
                        source.stream().filter(line -> isUsed(line, block)).toList())
                .min(Comparator.comparing(List::size))
                .orElse(List.of());
    }

    private static boolean isUsed(String line, String block) {
        Matcher matcher = IMPORT.matcher(line);
        return matcher.matches()
                && Pattern.compile("\\b" + matcher.group(1) + "\\b")
                        .matcher(block)
                        .find();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyMavenDependencyHasGradleForms(MarkdownPage page) {
        List<MarkdownPage.Block> blocks = page.fencedBlocks();
        for (int i = 0; i < blocks.size(); i++) {
            List<GradleDependency> dependencies = blocks.get(i).language().equals("xml")
                    ? GradleDependency.ofMaven(blocks.get(i).text())
                    : List.of();
            if (!dependencies.isEmpty()) {
                assertThat(blocks.subList(i + 1, blocks.size()))
                        .as("Kotlin and Groovy after the Maven dependencies in %s", relativePath(page))
                        .extracting(MarkdownPage.Block::language)
                        .startsWith("kotlin", "groovy");
                assertThat(lines(blocks.get(i + 1).text()))
                        .containsAll(dependencies.stream()
                                .map(GradleDependency::kotlin)
                                .toList());
                assertThat(lines(blocks.get(i + 2).text()))
                        .containsAll(dependencies.stream()
                                .map(GradleDependency::groovy)
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkHasATarget(MarkdownPage page) {
        for (MarkdownPage.Link link : page.links()) {
            Path target = page.target(link);
            assertThat(target).as("target of a link in %s", relativePath(page)).exists();
            if (link.anchor() != null) {
                assertThat(MarkdownPage.read(target).anchors())
                        .as("anchors of %s, which %s links to", link.page(), relativePath(page))
                        .contains(link.anchor());
            }
        }
    }

    /** A value in parentheses after the name of a property, such as 5 s, is its default. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyDefaultInTheTextIsTheDefaultOfTheProperty(MarkdownPage page) {
        Matcher mention = PROPERTY_DEFAULT.matcher(page.text());
        while (mention.find()) {
            String value = mention.group(2).replaceAll("[\\s,]", "").replaceAll("minutes?$", "m");
            assertThat(DEFAULTS)
                    .as("defaults of properties, for the text of %s", relativePath(page))
                    .containsEntry(mention.group(1), value);
        }
    }

    @Test
    void readmeLinksToEveryPage() {
        assertThat(MarkdownPage.read(ROOT.resolve("README.md")).linkedPages())
                .containsAll(list(DOCS)
                        .filter(file -> file.toString().endsWith(".md"))
                        .toList())
                .contains(DOCS.resolve("decisions/README.md"));
    }

    @Test
    void decisionIndexLinksToEveryDecision() {
        Path list = DOCS.resolve("decisions/README.md");

        assertThat(MarkdownPage.read(list).linkedPages())
                .containsAll(list(list.getParent())
                        .filter(file -> !file.equals(list))
                        .toList());
    }

    private static String relativePath(MarkdownPage page) {
        return ROOT.relativize(page.path()).toString();
    }

    private static List<List<String>> sources() {
        return Stream.of(
                        Path.of("src/test/java"),
                        Path.of("src/test/resources"),
                        ROOT.resolve("replicate-jdbc/src/test/resources/db"),
                        ROOT.resolve("replicate-jdbc/src/test/java"),
                        ROOT.resolve("replicate-spring-ai-starter-tests/src/test/java"),
                        ROOT.resolve("replicate-spring-ai-starter-tests/src/test/resources"),
                        ROOT.resolve("replicate-spring-boot-autoconfigure/src/test/java"),
                        ROOT.resolve("replicate-spring-boot-starter-jdbc-tests/src/test/java"),
                        ROOT.resolve("replicate-spring-boot-test/src/test/java"),
                        ROOT.resolve("sample-app/src/main/resources/application.properties"),
                        DOCS.resolve("examples"))
                .flatMap(DocumentationTests::walk)
                .map(DocumentationTests::read)
                .toList();
    }

    /** Return the default of each property in the metadata of the project. */
    private static Map<String, String> defaults() {
        Map<String, String> defaults = new HashMap<>();
        try {
            for (URL metadata : Collections.list(DocumentationTests.class
                    .getClassLoader()
                    .getResources("META-INF/spring-configuration-metadata.json"))) {
                try (InputStream content = metadata.openStream()) {
                    JsonMapper.shared()
                            .readTree(content)
                            .path("properties")
                            .forEach(property -> defaults.put(
                                    property.path("name").asString(""),
                                    property.path("defaultValue").asString("")));
                }
            }
            return defaults;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static List<String> read(Path file) {
        try {
            return lines(Files.readString(file));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static Stream<Path> list(Path folder) {
        return files(folder, 1);
    }

    private static Stream<Path> walk(Path folder) {
        return files(folder, Integer.MAX_VALUE);
    }

    private static Stream<Path> files(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Return the lines without indentation and blank lines. */
    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
