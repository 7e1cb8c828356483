/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Request whose body is never parsed: it has no content type, no parts, and the parameters of its query only.
 */
final class UnparsedRequest extends HttpServletRequestWrapper {

    private @Nullable Map<String, String[]> parameters;

    UnparsedRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public Collection<Part> getParts() {
        return List.of();
    }

    @Override
    public @Nullable Part getPart(String name) {
        return null;
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = getParameterMap().get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> parsed = this.parameters;
        if (parsed == null) {
            parsed = parse(getQueryString());
            this.parameters = parsed;
        }
        return parsed;
    }

    private static Map<String, String[]> parse(@Nullable String query) {
        if (query == null) {
            return Map.of();
        }
        Map<String, String[]> parameters = new LinkedHashMap<>();
        // Names that are encoded differently can be equal.
        UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .forEach((name, values) -> parameters.merge(
                        decode(name),
                        values.stream().map(UnparsedRequest::decode).toArray(String[]::new),
                        StringUtils::concatenateStringArrays));
        return Collections.unmodifiableMap(parameters);
    }

    private static String decode(@Nullable String text) {
        if (text == null) {
            return "";
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException ex) {
            // Malformed percent-encoding is not the concern of the endpoint, which does not use these parameters.
            return text;
        }
    }
}
