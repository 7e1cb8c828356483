/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MarkdownPageTests {

    private static MarkdownPage page(String text) {
        return new MarkdownPage(Path.of("docs", "page.md"), text);
    }

    @Test
    void anchorsMatchThoseOfGitHub() {
        assertThat(page("""
                        # In one call
                        ## Use a model as a function: use()
                        ## What `run` does _not_ do, in short
                        ## The [AOT cache](aot.md) of the JDK #
                        ## In one call
                        """).anchors())
                .containsExactlyInAnyOrder(
                        "in-one-call",
                        "use-a-model-as-a-function-use",
                        "what-run-does-_not_-do-in-short",
                        "the-aot-cache-of-the-jdk",
                        "in-one-call-1");
    }

    @Test
    void codeBlocksContainNeitherHeadingsNorLinks() {
        MarkdownPage page = page("""
                ```shell
                # no heading
                [no](link.md)
                ```
                ## A heading
                """);

        assertThat(page.anchors()).containsExactly("a-heading");
        assertThat(page.links()).isEmpty();
    }

    @Test
    void findsLinksWithAndWithoutAnchors() {
        MarkdownPage page =
                page("[a](other.md), [b](../README.md#try-it), [c](#here), [d](https://example.com/#there)");

        assertThat(page.links())
                .containsExactly(
                        new MarkdownPage.Link("other.md", null),
                        new MarkdownPage.Link("../README.md", "try-it"),
                        new MarkdownPage.Link("", "here"));
        assertThat(page.linkedPages())
                .containsExactlyInAnyOrder(
                        Path.of("docs", "other.md"), Path.of("README.md"), Path.of("docs", "page.md"));
    }
}
