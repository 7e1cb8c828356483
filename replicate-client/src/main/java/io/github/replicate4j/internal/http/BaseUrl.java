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

package io.github.replicate4j.internal.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the API is. The token goes to this scheme, host and port and nowhere else.
 *
 * @param uri absolute URL without a slash at its end, such as {@code https://api.replicate.com/v1}
 */
public record BaseUrl(URI uri) {

    /** Replicate's own API. */
    public static final BaseUrl REPLICATE = new BaseUrl(URI.create("https://api.replicate.com/v1"));

    /**
     * Reads a base URL.
     *
     * @param text absolute {@code https} URL; plain {@code http} only for this machine itself
     * @return the base URL
     * @throws IllegalArgumentException if it is no such URL
     */
    public static BaseUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip().replaceAll("/+$", ""));
        } catch (URISyntaxException ex) {
            throw refused("is not a URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused("must begin with https://");
        }
        if (uri.getHost() == null) {
            throw refused("names no host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused("must be scheme, host, port and path alone");
        }
        if (scheme.equals("http") && !Loopback.isLoopback(uri)) {
            throw refused("would send the API token over plain http to " + uri.getHost() + "; use https");
        }
        return new BaseUrl(uri);
    }

    private static IllegalArgumentException refused(String reason) {
        return new IllegalArgumentException("base URL " + reason + "; Replicate's own is " + REPLICATE.uri());
    }

    /**
     * Appends to the path.
     *
     * @param encodedPath path that begins with a slash, already encoded
     * @return the whole URL
     */
    public URI append(String encodedPath) {
        return URI.create(this.uri + encodedPath);
    }

    /**
     * Tells whether a URL has this scheme, host and port.
     *
     * @param other absolute URL
     * @return whether the token may go there
     */
    public boolean isOriginOf(URI other) {
        return sameText(this.uri.getScheme(), other.getScheme()) && isHostOf(other);
    }

    /**
     * Brings a link of the API back to this base: one that says {@code http} for this very host, as some of Replicate's
     * answers do, is mended.
     *
     * @param text absolute URL out of an answer
     * @return the link on this scheme, or {@code null} if it leads to another host or is no URL
     */
    @Nullable
    public URI mend(String text) {
        URI link;
        try {
            link = new URI(text);
        } catch (URISyntaxException ex) {
            return null;
        }
        if (isOriginOf(link)) {
            return link;
        }
        boolean onlyTheSchemeDiffers = sameText("http", link.getScheme())
                && sameText(this.uri.getHost(), link.getHost())
                && (link.getPort() == -1 || link.getPort() == this.uri.getPort());
        if (!onlyTheSchemeDiffers || link.getRawUserInfo() != null) {
            return null;
        }
        String query = link.getRawQuery() == null ? "" : "?" + link.getRawQuery();
        return URI.create(this.uri.getScheme() + "://" + this.uri.getRawAuthority() + link.getRawPath() + query);
    }

    private boolean isHostOf(URI other) {
        return sameText(this.uri.getHost(), other.getHost())
                && port(this.uri) == port(other)
                && other.getRawUserInfo() == null;
    }

    private static int port(URI uri) {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return sameText("https", uri.getScheme()) ? 443 : 80;
    }

    private static boolean sameText(@Nullable String one, @Nullable String other) {
        return one != null && one.equalsIgnoreCase(other);
    }

    @Override
    public String toString() {
        return this.uri.toString();
    }
}
