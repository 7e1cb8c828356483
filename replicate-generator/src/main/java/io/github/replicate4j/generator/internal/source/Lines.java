/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.source;

import java.util.ArrayList;
import java.util.List;

/** Lines of Java code, broken as a formatter with lines of 120 characters would do. */
final class Lines {

    private static final int WIDTH = 120;

    private static final String STEP = "    ";

    private final List<String> lines;

    private final String indent;

    Lines() {
        this(new ArrayList<>(), "");
    }

    private Lines(List<String> lines, String indent) {
        this.lines = lines;
        this.indent = indent;
    }

    /** Return a view whose lines are indented by one step more. */
    Lines indented() {
        return new Lines(this.lines, this.indent + STEP);
    }

    Lines add(String line) {
        this.lines.add(line.isEmpty() ? "" : this.indent + line);
        return this;
    }

    /** Add a list in parentheses: in one line, or in one further line, or with a line for each item. */
    Lines list(String start, List<String> items, String end) {
        String joined = String.join(", ", items);
        if (fits(start + joined + end) || items.isEmpty()) {
            return add(start + joined + end);
        }
        add(start);
        if (fits(STEP + STEP + joined + end)) {
            return add(STEP + STEP + joined + end);
        }
        for (int i = 0; i < items.size(); i++) {
            add(STEP + STEP + items.get(i) + (i < items.size() - 1 ? "," : end));
        }
        return this;
    }

    private boolean fits(String line) {
        return this.indent.length() + line.length() <= WIDTH;
    }

    /** Add a documentation comment. Each paragraph is one text; a block tag starts with an at sign. */
    Lines javadoc(List<String> paragraphs) {
        String only = paragraphs.size() == 1 ? paragraphs.get(0) : "";
        if (!only.isEmpty() && !only.startsWith("@") && fits("/** " + only + " */")) {
            return add("/** " + only + " */");
        }
        add("/**");
        boolean tags = false;
        for (int i = 0; i < paragraphs.size(); i++) {
            String paragraph = paragraphs.get(i);
            boolean tag = paragraph.startsWith("@");
            if (i > 0 && !(tag && tags)) {
                add(" *");
            }
            wrap((i > 0 && !tag ? "<p>" : "") + paragraph, tag ? STEP : "");
            tags |= tag;
        }
        return add(" */");
    }

    private void wrap(String text, String continuation) {
        StringBuilder line = new StringBuilder(" *");
        boolean empty = true;
        for (String word : text.split(" ")) {
            if (!empty && !fits(line + " " + word)) {
                add(line.toString());
                line = new StringBuilder(" *").append(continuation);
            }
            line.append(' ').append(word);
            empty = false;
        }
        add(line.toString());
    }

    @Override
    public String toString() {
        return String.join("\n", this.lines) + "\n";
    }
}
