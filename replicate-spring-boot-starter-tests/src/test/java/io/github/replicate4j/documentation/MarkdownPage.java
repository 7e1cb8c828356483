/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Page of the documentation.
 *
 * @param path path of the file
 * @param text complete text
 */
record MarkdownPage(Path path, String text) {

    private static final Pattern BLOCK = Pattern.compile("```(java|properties|yaml|text)\\R(.*?)```", Pattern.DOTALL);

    private static final Pattern FENCE = Pattern.compile("^```(\\w+)\\R(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern CODE = Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?://|mailto:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");

    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?)[ #]*$", Pattern.MULTILINE);

    private static final Pattern LINKED_TEXT = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");

    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}\\p{Pc} -]");

    /**
     * Link to a file of this project.
     *
     * @param page target path as written; empty for the page itself
     * @param anchor anchor of a heading, or {@code null} to link to the whole page
     */
    record Link(String page, @Nullable String anchor) {}

    /**
     * Fenced block.
     *
     * @param language language after the fence
     * @param text content of the block
     */
    record Block(String language, String text) {}

    static MarkdownPage read(Path path) {
        try {
            return new MarkdownPage(path, Files.readString(path));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Return the code blocks that must be part of tested code. */
    List<String> blocks() {
        return BLOCK.matcher(this.text).results().map(block -> block.group(2)).toList();
    }

    /** Return all blocks with a language. */
    List<Block> fencedBlocks() {
        return FENCE.matcher(this.text)
                .results()
                .map(block -> new Block(block.group(1), block.group(2)))
                .toList();
    }

    List<Link> links() {
        return LINK.matcher(prose())
                .results()
                .map(link -> new Link(link.group(1), link.group(2)))
                .toList();
    }

    /** Return the file that a link points to. */
    Path target(Link link) {
        return link.page().isEmpty()
                ? this.path
                : this.path.resolveSibling(link.page()).normalize();
    }

    /** Return the anchors of all headings, generated in the same way as GitHub generates them. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(prose())
                .results()
                .map(heading -> anchor(heading.group(1)))
                .forEach(anchor -> {
                    String unique = anchor;
                    for (int count = 1; !anchors.add(unique); count++) {
                        unique = anchor + "-" + count;
                    }
                });
        return anchors;
    }

    private static String anchor(String heading) {
        String shown = LINKED_TEXT.matcher(heading).replaceAll("$1").toLowerCase(Locale.ROOT);
        return NOT_IN_ANCHORS.matcher(shown).replaceAll("").replace(' ', '-');
    }

    /** Return the text without code blocks, which contain neither links nor headings. */
    private String prose() {
        return CODE.matcher(this.text).replaceAll("");
    }

    /** Return the files that this page links to. */
    Set<Path> linkedPages() {
        return links().stream().map(this::target).collect(Collectors.toSet());
    }

    /** Return the file name, which is used in test names. */
    @Override
    public String toString() {
        return this.path.getFileName().toString();
    }
}
