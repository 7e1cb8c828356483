/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import io.github.replicate4j.emulator.internal.digest.Digest;
import io.github.replicate4j.emulator.internal.prediction.PredictionStream;
import io.github.replicate4j.emulator.request.Operation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces links of the API with links to the emulator, and back.
 *
 * <p>It remembers the URLs of output files and event streams, because only the API can sign them.
 */
final class UpstreamLinks {

    private static final int MAX_URLS = 100_000;

    private static final int ID_LENGTH = 24;

    private static final Pattern FILE_HOST =
            Pattern.compile("(?:.+\\.)?replicate\\.delivery|(?!www\\.).+\\.replicate\\.com", Pattern.CASE_INSENSITIVE);

    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");

    private final URI upstream;

    private final Map<String, String> urls = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_URLS;
        }
    };

    UpstreamLinks(URI upstream) {
        this.upstream = upstream;
    }

    /**
     * Return the link to the emulator for a link of the API, or other text unchanged.
     *
     * @param name the name of the field that contains it, or null
     * @param root the address of the emulator
     */
    String toEmulator(@Nullable String name, String text, String root) {
        if (!text.startsWith("http://") && !text.startsWith("https://")) {
            return text;
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException ex) {
            return text;
        }
        String host = url.getRawAuthority();
        if (host == null || url.getHost() == null) {
            return text;
        }
        boolean sameHost = host.equals(this.upstream.getRawAuthority());
        if (!sameHost && !FILE_HOST.matcher(url.getHost()).matches()) {
            return text;
        }
        String path = url.getRawPath();
        if ("stream".equals(name)) {
            String route = path.startsWith("/v1/files/") ? PredictionStream.FILES_PATH : Operation.STREAM.path();
            return root + route.replace("{stream_id}", remember(url));
        }
        String base = this.upstream.getRawPath();
        if (sameHost && path.startsWith(base + "/")) {
            String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
            return root + "/v1" + path.substring(base.length()) + query;
        }
        String fileName =
                UNSAFE.matcher(path.substring(path.lastIndexOf('/') + 1)).replaceAll("_");
        return root
                + Operation.OUTPUT_FILE
                        .path()
                        .replace("{prediction_id}", remember(url))
                        .replace("{file_name}", fileName.isEmpty() ? "file" : fileName);
    }

    /** Return the URL of the API for a path and query of the emulator, or null if there is none. */
    @Nullable
    String fromEmulator(String pathAndQuery) {
        String url = remembered(pathAndQuery);
        if (url != null) {
            return url;
        }
        return pathAndQuery.startsWith("/v1/") ? this.upstream + pathAndQuery.substring("/v1".length()) : null;
    }

    /** Return the URL of an output file or event stream for a path of the emulator, or null if it is not known. */
    synchronized @Nullable String remembered(String path) {
        String[] segments = path.split("[/?]", -1);
        for (int i = 1; i < Math.min(segments.length, 4); i++) {
            String url = this.urls.get(segments[i]);
            if (url != null) {
                return url;
            }
        }
        return null;
    }

    /** Return whether a URL may receive the token of the client. */
    boolean isTrusted(URI url) {
        return this.upstream.getScheme().equals(url.getScheme())
                && this.upstream.getRawAuthority().equals(url.getRawAuthority());
    }

    private synchronized String remember(URI url) {
        String text = url.toString();
        String query = url.getRawQuery();
        boolean signed = query != null && Secrets.isSigned(query);
        String id = Digest.SHA_256
                .of(signed ? text.substring(0, text.indexOf('?')) : text)
                .substring(0, ID_LENGTH);
        this.urls.put(id, text);
        return id;
    }
}
