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
 * A page of the documentation.
 *
 * @param path where it is
 * @param text all of it
 */
record MarkdownPage(Path path, String text) {

    private static final Pattern BLOCK = Pattern.compile("```(java|properties|yaml|text)\\R(.*?)```", Pattern.DOTALL);

    private static final Pattern CODE = Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?://|mailto:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");

    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?)[ #]*$", Pattern.MULTILINE);

    private static final Pattern LINKED_TEXT = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");

    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}\\p{Pc} -]");

    /**
     * A link to something in this project.
     *
     * @param page where to, as it is written; empty for the page itself
     * @param anchor heading on that page, or {@code null} for the page as a whole
     */
    record Link(String page, @Nullable String anchor) {}

    static MarkdownPage read(Path path) {
        try {
            return new MarkdownPage(path, Files.readString(path));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Blocks of code that tests run. */
    List<String> blocks() {
        return BLOCK.matcher(this.text).results().map(block -> block.group(2)).toList();
    }

    List<Link> links() {
        return LINK.matcher(prose())
                .results()
                .map(link -> new Link(link.group(1), link.group(2)))
                .toList();
    }

    /** What a link leads to. */
    Path target(Link link) {
        return link.page().isEmpty()
                ? this.path
                : this.path.resolveSibling(link.page()).normalize();
    }

    /** What headings are called in links, as GitHub makes it of their text. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(prose())
                .results()
                .map(heading -> anchor(heading.group(1)))
                .forEach(anchor -> {
                    String unique = anchor;
                    for (int again = 1; !anchors.add(unique); again++) {
                        unique = anchor + "-" + again;
                    }
                });
        return anchors;
    }

    private static String anchor(String heading) {
        String shown = LINKED_TEXT.matcher(heading).replaceAll("$1").toLowerCase(Locale.ROOT);
        return NOT_IN_ANCHORS.matcher(shown).replaceAll("").replace(' ', '-');
    }

    /** In code, brackets are no links and hashes no headings. */
    private String prose() {
        return CODE.matcher(this.text).replaceAll("");
    }

    /** Pages that this one links to. */
    Set<Path> linkedPages() {
        return links().stream().map(this::target).collect(Collectors.toSet());
    }

    /** Short, for names of tests. */
    @Override
    public String toString() {
        return this.path.getFileName().toString();
    }
}
