/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ForwardedHeaderUtils;
import org.springframework.web.util.UriComponents;

/**
 * The URLs in a response. They begin with the URL at which the client has reached the emulator.
 *
 * @param root the URL of the emulator for this client, without a trailing slash
 * @param ownRoot the URL of the emulator in stored URLs
 */
public record Links(String root, String ownRoot) {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");

    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    private static final int MAX_PORT = 65_535;

    /** Return the links for the response to a request, which a proxy may have forwarded. */
    static Links of(URI uri, HttpHeaders headers, String ownRoot) {
        String root = ForwardedHeaders.areIn(headers) ? forwardedRoot(uri, headers) : null;
        if (root == null) {
            boolean hasHost = headers.containsHeader(HttpHeaders.HOST) && uri.getRawAuthority() != null;
            root = hasHost ? uri.getScheme() + "://" + uri.getRawAuthority() : ownRoot;
        }
        return new Links(root, ownRoot);
    }

    /** Return null if the headers are malformed. */
    private static @Nullable String forwardedRoot(URI uri, HttpHeaders headers) {
        UriComponents forwarded;
        try {
            forwarded =
                    ForwardedHeaderUtils.adaptFromForwardedHeaders(uri, headers).build();
        } catch (IllegalArgumentException ex) {
            return null;
        }
        String scheme = forwarded.getScheme();
        String host = forwarded.getHost();
        boolean valid = ("http".equals(scheme) || "https".equals(scheme))
                && host != null
                && HOST.matcher(host).matches()
                && forwarded.getPort() <= MAX_PORT;
        String port = forwarded.getPort() < 0 ? "" : ":" + forwarded.getPort();
        return valid ? scheme + "://" + host + port + prefix(headers) : null;
    }

    private static String prefix(HttpHeaders headers) {
        String prefix = headers.getFirst("X-Forwarded-Prefix");
        String path = prefix == null ? "" : prefix.strip().replaceAll("/+$", "");
        return PREFIX.matcher(path).matches() ? path : "";
    }

    public String api() {
        return this.root + "/v1";
    }

    /** Return the URL with the root of these links if it is a URL of this emulator; otherwise return it unchanged. */
    public String rebase(String url) {
        return url.startsWith(this.ownRoot + "/") ? this.root + url.substring(this.ownRoot.length()) : url;
    }

    /** Return the value with the root of these links in all URLs that begin with a URL of this emulator. */
    public @Nullable Object rebase(@Nullable Object value, String beginning) {
        if (value == null || this.root.equals(this.ownRoot)) {
            return value;
        }
        if (value instanceof String text) {
            return text.startsWith(beginning) ? rebase(text) : text;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> rebase(item, beginning)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> rebased = new LinkedHashMap<>();
            map.forEach((key, item) -> rebased.put(key, rebase(item, beginning)));
            return rebased;
        }
        return value;
    }
}
