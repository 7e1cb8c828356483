/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.http;

import io.github.replicate4j.internal.support.HttpUrl;
import io.github.replicate4j.internal.support.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The base URL of the API. The API token is sent to this scheme, host and port only.
 *
 * @param uri absolute URL without a trailing slash, such as {@code https://api.replicate.com/v1}
 */
public record BaseUrl(URI uri) {

    /** The base URL of Replicate's API. */
    public static final BaseUrl REPLICATE = new BaseUrl(URI.create("https://api.replicate.com/v1"));

    /**
     * Parse a base URL.
     *
     * @param text absolute {@code https} URL; {@code http} is allowed for loopback hosts only
     * @throws IllegalArgumentException if the text is not such a URL
     */
    public static BaseUrl parse(String text) {
        String hint = "; the default is " + REPLICATE.uri();
        BaseUrl url = parse(text, hint);
        if (url.isUnencrypted()) {
            throw invalid("would send the API token over plain http to "
                    + url.uri().getHost()
                    + "; use https. For an emulator on another host, set replicate.emulator.base-url"
                    + " (Spring Boot), or call emulator(...) on the builder"
                    + hint);
        }
        return url;
    }

    /**
     * Parse the base URL of an emulator, to which no API token of Replicate is sent.
     *
     * @param text absolute {@code https} or {@code http} URL
     * @throws IllegalArgumentException if the text is not such a URL
     */
    public static BaseUrl ofEmulator(String text) {
        return parse(text, "");
    }

    private static BaseUrl parse(String text, String hint) {
        URI uri;
        try {
            uri = new URI(text.strip().replaceAll("/+$", ""));
        } catch (URISyntaxException ex) {
            throw invalid("is not a URL" + hint);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw invalid("must start with https://, or http:// for an emulator or this machine" + hint);
        }
        if (uri.getHost() == null) {
            throw invalid("has no host" + hint);
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw invalid("must consist of scheme, host, port and path only" + hint);
        }
        return new BaseUrl(uri);
    }

    private static IllegalArgumentException invalid(String reason) {
        return new IllegalArgumentException("base URL " + reason);
    }

    /** Return whether requests to this URL can be read on the network. */
    public boolean isUnencrypted() {
        return !Loopback.isHttpsOrLocal(this.uri);
    }

    /** Append a path to this URL. */
    public URI append(String encodedPath) {
        return URI.create(this.uri + encodedPath);
    }

    /** Return whether a URL has the scheme, host and port of this URL, so that the API token may be sent to it. */
    public boolean isOriginOf(URI other) {
        return equalIgnoringCase(this.uri.getScheme(), other.getScheme()) && isHostOf(other);
    }

    /**
     * Resolve a link from an API response. Some of Replicate's responses use {@code http} in links to the API itself; the
     * scheme is corrected.
     *
     * @return the link with the scheme of this URL, or {@code null} if it is not a URL or has another host
     */
    public @Nullable URI resolveLink(String text) {
        URI link = HttpUrl.parse(text);
        if (link == null || isOriginOf(link)) {
            return link;
        }
        boolean onlySchemeDiffers = equalIgnoringCase("http", link.getScheme())
                && equalIgnoringCase(this.uri.getHost(), link.getHost())
                && (link.getPort() == -1 || link.getPort() == this.uri.getPort());
        if (!onlySchemeDiffers || link.getRawUserInfo() != null) {
            return null;
        }
        String query = link.getRawQuery() == null ? "" : "?" + link.getRawQuery();
        return URI.create(this.uri.getScheme() + "://" + this.uri.getRawAuthority() + link.getRawPath() + query);
    }

    private boolean isHostOf(URI other) {
        return equalIgnoringCase(this.uri.getHost(), other.getHost())
                && port(this.uri) == port(other)
                && other.getRawUserInfo() == null;
    }

    private static int port(URI uri) {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return equalIgnoringCase("https", uri.getScheme()) ? 443 : 80;
    }

    private static boolean equalIgnoringCase(@Nullable String first, @Nullable String second) {
        return first != null && first.equalsIgnoreCase(second);
    }

    @Override
    public String toString() {
        return this.uri.toString();
    }
}
