/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.internal.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares emitted output with the output of a prediction, without keeping the emitted output. List items are emitted one by
 * one; text may be emitted in other parts than the API returns it in.
 */
final class EmittedOutput {

    private long items;

    private long length;

    /** {@link String#hashCode()} of all emitted text. */
    private int hash;

    void add(String data) {
        String text = normalized(data);
        this.items++;
        this.length += text.length();
        this.hash = appendHash(this.hash, text);
    }

    boolean isEmpty() {
        return this.items == 0;
    }

    /**
     * Return the part of an output that was not emitted, or {@code null} if the output does not start with the emitted part.
     * Until the output is complete, a value other than text or a list may be replaced, so it is not emitted.
     */
    @Nullable
    List<String> missingFrom(@Nullable Object output, boolean complete) {
        if (output == null) {
            return this.items == 0 ? List.of() : null;
        }
        if (output instanceof List<?> list) {
            return list.stream().allMatch(String.class::isInstance) ? missingFromTexts(list) : missingFromItems(list);
        }
        if (output instanceof String text) {
            return missingFromText(text, true);
        }
        return this.items > 0 || !complete ? List.of() : List.of(text(output));
    }

    private @Nullable List<String> missingFromTexts(List<?> texts) {
        if (texts.size() >= this.items) {
            EmittedOutput prefix = new EmittedOutput();
            texts.subList(0, (int) this.items).forEach(text -> prefix.add((String) text));
            if (prefix.length == this.length && prefix.hash == this.hash) {
                return missingItems(texts);
            }
        }
        StringBuilder joined = new StringBuilder();
        texts.forEach(text -> joined.append(normalized((String) text)));
        return missingFromText(joined.toString(), false);
    }

    private @Nullable List<String> missingFromItems(List<?> list) {
        return list.size() < this.items ? null : missingItems(list);
    }

    private List<String> missingItems(List<?> list) {
        List<String> missing = new ArrayList<>();
        for (Object item : list.subList((int) this.items, list.size())) {
            missing.add(text(item));
        }
        return missing;
    }

    private @Nullable List<String> missingFromText(String text, boolean verbatim) {
        if (verbatim && this.length == 0) {
            return text.isEmpty() ? List.of() : List.of(text);
        }
        String normalized = normalized(text);
        if (normalized.length() < this.length
                || appendHash(0, normalized.substring(0, (int) this.length)) != this.hash) {
            return null;
        }
        String rest = normalized.substring((int) this.length);
        return rest.isEmpty() ? List.of() : List.of(rest);
    }

    private static String text(@Nullable Object item) {
        return item == null ? "null" : Json.text(item);
    }

    /** Event streams do not preserve the kind of line break. */
    private static String normalized(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static int appendHash(int hash, String text) {
        int shifted = hash;
        int base = 31;
        for (int n = text.length(); n > 0; n >>= 1) {
            shifted = (n & 1) == 1 ? shifted * base : shifted;
            base *= base;
        }
        return shifted + text.hashCode();
    }
}
