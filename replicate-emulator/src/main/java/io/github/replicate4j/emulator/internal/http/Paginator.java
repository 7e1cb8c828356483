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

package io.github.replicate4j.emulator.internal.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Answers with one page of a list. Items that come or go do not shift the pages of those that stay. */
public final class Paginator {

    private final EmulatorAddress address;
    private final int size;

    public Paginator(EmulatorAddress address, int size) {
        this.address = address;
        this.size = size;
    }

    /**
     * Answers with the page that the request's cursor means.
     *
     * @param rows the whole list, in its order, each item under a key that no other item ever has
     * @param json writes an item
     */
    public <T> ApiResponse page(
            ReceivedRequest request,
            NavigableMap<String, T> rows,
            Function<T, ? extends Map<String, ? extends @Nullable Object>> json) {
        return page(request, "", rows, Function.identity(), row -> true, json);
    }

    /**
     * Answers with the page that the request's cursor means.
     *
     * @param search what was searched for, which links to other pages must know; empty if nothing was
     * @param rows the whole list, in its order, each item under a key that no other item ever has
     * @param key reads a key; throws {@link IllegalArgumentException} if it is none
     * @param wanted which rows belong to the list
     * @param json writes an item
     */
    public <K, T> ApiResponse page(
            ReceivedRequest request,
            String search,
            NavigableMap<K, T> rows,
            Function<String, K> key,
            Predicate<T> wanted,
            Function<T, ? extends Map<String, ? extends @Nullable Object>> json) {
        Cursor cursor = Cursor.read(request);
        boolean backwards = cursor != null && cursor.backwards();
        List<Map.Entry<K, T>> found = first(from(rows, cursor, key), this.size + 1, wanted);
        boolean more = found.size() > this.size;
        List<Map.Entry<K, T>> page = more ? found.subList(0, this.size) : found;
        if (backwards) {
            Collections.reverse(page);
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("previous", null);
        body.put("next", null);
        if (!page.isEmpty()) {
            K top = page.get(0).getKey();
            K bottom = page.get(page.size() - 1).getKey();
            if (backwards
                    ? more
                    : !first(rows.headMap(top, false).entrySet(), 1, wanted).isEmpty()) {
                body.put("previous", link(request, new Cursor(true, search, String.valueOf(top))));
            }
            if (backwards || more) {
                body.put("next", link(request, new Cursor(false, search, String.valueOf(bottom))));
            }
        }
        body.put("results", page.stream().map(row -> json.apply(row.getValue())).toList());
        return ApiResponse.json(200, body);
    }

    /** Puts items into the order in which they are given. */
    public static <T> NavigableMap<String, T> inOrder(List<T> items) {
        NavigableMap<String, T> rows = new TreeMap<>();
        for (T item : items) {
            rows.put(String.format("%06d", rows.size()), item);
        }
        return rows;
    }

    private static <K, T> Collection<Map.Entry<K, T>> from(
            NavigableMap<K, T> rows, @Nullable Cursor cursor, Function<String, K> key) {
        if (cursor == null) {
            return rows.entrySet();
        }
        K place;
        try {
            place = key.apply(cursor.key());
        } catch (IllegalArgumentException e) {
            throw Cursor.invalid();
        }
        return cursor.backwards()
                ? rows.headMap(place, false).descendingMap().entrySet()
                : rows.tailMap(place, false).entrySet();
    }

    private static <K, T> List<Map.Entry<K, T>> first(
            Collection<Map.Entry<K, T>> rows, int count, Predicate<T> wanted) {
        return rows.stream()
                .filter(row -> wanted.test(row.getValue()))
                .limit(count)
                .collect(Collectors.toList());
    }

    private String link(ReceivedRequest request, Cursor cursor) {
        UriComponentsBuilder link = UriComponentsBuilder.fromUriString(
                this.address.root() + request.uri().getRawPath());
        request.query().forEach((name, values) -> {
            if (!name.equals("cursor")) {
                link.queryParam(name, values.stream().map(Paginator::encoded).toArray());
            }
        });
        return link.queryParam("cursor", cursor.write()).build(true).toUriString();
    }

    private static String encoded(@Nullable String value) {
        return URLEncoder.encode(value == null ? "" : value, StandardCharsets.UTF_8);
    }
}
