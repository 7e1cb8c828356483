/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that each block of Java, properties, YAML or text in the documentation is part of tested code, and that each link has an
 * existing target.
 */
class DocumentationTests {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Path DOCS = ROOT.resolve("docs");

    private static final List<List<String>> SOURCES = sources();

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
            assertThat(SOURCES.stream().anyMatch(source -> Collections.indexOfSubList(source, lines) >= 0))
                    .as(
                            "%s contains a code block that is not part of the tested sources:%n%s",
                            relativePath(page), block)
                    .isTrue();
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
                        ROOT.resolve("replicate-spring-boot-autoconfigure/src/test/java"),
                        ROOT.resolve("replicate-spring-boot-test/src/test/java"),
                        DOCS.resolve("examples"))
                .flatMap(DocumentationTests::walk)
                .map(DocumentationTests::read)
                .toList();
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
