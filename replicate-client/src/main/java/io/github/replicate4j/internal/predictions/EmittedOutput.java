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

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of an output has been handed out: enough to tell what is missing, however it came, without keeping it. Items of
 * a list have come one by one; text may have come in other pieces than it stands in.
 */
final class EmittedOutput {

    private long items;

    private long length;

    /** As {@link String#hashCode()} of all text so far. */
    private int hash;

    void add(String data) {
        String text = normalised(data);
        this.items++;
        this.length += text.length();
        this.hash = joined(this.hash, text);
    }

    /**
     * Tells what of an output has not been handed out.
     *
     * @param output an output, or {@code null} for none
     * @param whole whether nothing more comes; until then, what is neither text nor a list may change as a whole
     * @return what is missing, or {@code null} if the output does not begin with what was handed out
     */
    @Nullable
    List<String> missingFrom(@Nullable Object output, boolean whole) {
        if (output == null) {
            return this.items == 0 ? List.of() : null;
        }
        if (output instanceof List<?> list) {
            return list.stream().allMatch(String.class::isInstance) ? missingFromTexts(list) : missingFromItems(list);
        }
        if (output instanceof String text) {
            return missingFromText(text, true);
        }
        return this.items > 0 || !whole ? List.of() : List.of(text(output));
    }

    private @Nullable List<String> missingFromTexts(List<?> texts) {
        if (texts.size() >= this.items) {
            EmittedOutput begin = new EmittedOutput();
            texts.subList(0, (int) this.items).forEach(text -> begin.add((String) text));
            if (begin.length == this.length && begin.hash == this.hash) {
                return texts(texts);
            }
        }
        StringBuilder joined = new StringBuilder();
        texts.forEach(text -> joined.append(normalised((String) text)));
        return missingFromText(joined.toString(), false);
    }

    private @Nullable List<String> missingFromItems(List<?> list) {
        return list.size() < this.items ? null : texts(list);
    }

    private List<String> texts(List<?> list) {
        List<String> missing = new ArrayList<>();
        for (Object item : list.subList((int) this.items, list.size())) {
            missing.add(text(item));
        }
        return missing;
    }

    private @Nullable List<String> missingFromText(String text, boolean first) {
        if (first && this.length == 0) {
            return text.isEmpty() ? List.of() : List.of(text);
        }
        String normalised = normalised(text);
        if (normalised.length() < this.length || joined(0, normalised.substring(0, (int) this.length)) != this.hash) {
            return null;
        }
        String rest = normalised.substring((int) this.length);
        return rest.isEmpty() ? List.of() : List.of(rest);
    }

    private static String text(@Nullable Object item) {
        if (item instanceof String text) {
            return text;
        }
        return item == null ? "null" : new String(Json.write(item), StandardCharsets.UTF_8);
    }

    /** Streams of events know but one line end. */
    private static String normalised(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static int joined(int hash, String text) {
        int shifted = hash;
        int base = 31;
        for (int n = text.length(); n > 0; n >>= 1) {
            shifted = (n & 1) == 1 ? shifted * base : shifted;
            base *= base;
        }
        return shifted + text.hashCode();
    }
}
