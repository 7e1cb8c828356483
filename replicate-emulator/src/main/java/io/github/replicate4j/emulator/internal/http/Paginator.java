/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Creates responses with one page of a list. Pages stay valid when items are added or removed.
 */
public final class Paginator {

    private final int size;

    public Paginator(int size) {
        this.size = size;
    }

    /**
     * Create a response with the page selected by the cursor of the request.
     *
     * @param rows the complete list in its order, with a unique key for each item that is never reused
     */
    public <T> ApiResponse page(
            ReceivedRequest request,
            NavigableMap<String, T> rows,
            Function<T, ? extends Map<String, ? extends @Nullable Object>> json) {
        return page(request, rows, Function.identity(), row -> true, json);
    }

    /**
     * Create a response with the page selected by the cursor of the request.
     *
     * @param rows the complete list in its order, with a unique key for each item that is never reused
     * @param keyParser parses a key; throws {@link IllegalArgumentException} if it is malformed
     */
    public <K, T> ApiResponse page(
            ReceivedRequest request,
            NavigableMap<K, T> rows,
            Function<String, K> keyParser,
            Predicate<T> filter,
            Function<T, ? extends Map<String, ? extends @Nullable Object>> json) {
        Cursor cursor = Cursor.read(request);
        boolean backwards = cursor != null && cursor.backwards();
        List<Map.Entry<K, T>> found = first(from(rows, cursor, keyParser), this.size + 1, filter);
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
                    : !first(rows.headMap(top, false).entrySet(), 1, filter).isEmpty()) {
                body.put("previous", link(request, new Cursor(true, String.valueOf(top))));
            }
            if (backwards || more) {
                body.put("next", link(request, new Cursor(false, String.valueOf(bottom))));
            }
        }
        body.put("results", page.stream().map(row -> json.apply(row.getValue())).toList());
        return ApiResponse.json(200, body);
    }

    /** Return the items in the given order. */
    public static <T> NavigableMap<String, T> inOrder(List<T> items) {
        NavigableMap<String, T> rows = new TreeMap<>();
        for (T item : items) {
            rows.put(String.format(Locale.ROOT, "%06d", rows.size()), item);
        }
        return rows;
    }

    private static <K, T> Collection<Map.Entry<K, T>> from(
            NavigableMap<K, T> rows, @Nullable Cursor cursor, Function<String, K> keyParser) {
        if (cursor == null) {
            return rows.entrySet();
        }
        K position;
        try {
            position = keyParser.apply(cursor.key());
        } catch (IllegalArgumentException ex) {
            throw Cursor.invalid();
        }
        return cursor.backwards()
                ? rows.headMap(position, false).descendingMap().entrySet()
                : rows.tailMap(position, false).entrySet();
    }

    private static <K, T> List<Map.Entry<K, T>> first(
            Collection<Map.Entry<K, T>> rows, int count, Predicate<T> filter) {
        return rows.stream()
                .filter(row -> filter.test(row.getValue()))
                .limit(count)
                .collect(Collectors.toList());
    }

    private String link(ReceivedRequest request, Cursor cursor) {
        UriComponentsBuilder link = UriComponentsBuilder.fromUriString(
                request.links().root() + request.uri().getRawPath());
        request.query().forEach((name, values) -> {
            if (!name.equals("cursor")) {
                link.queryParam(
                        encoded(name), values.stream().map(Paginator::encoded).toArray());
            }
        });
        return link.queryParam("cursor", cursor.write()).build(true).toUriString();
    }

    private static String encoded(@Nullable String value) {
        return URLEncoder.encode(value == null ? "" : value, StandardCharsets.UTF_8);
    }
}
