/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import io.github.replicate4j.emulator.internal.http.EmulatorAddress;
import io.github.replicate4j.emulator.internal.http.ReceivedRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Links to the emulator itself. In recordings they begin with a placeholder, because the address of the emulator changes.
 */
final class OwnLinks {

    static final String EMULATOR = "{emulator}";

    private static final Pattern LINK = Pattern.compile("https?://([^/?#]+)(/.*)", Pattern.DOTALL);

    private final EmulatorAddress address;

    OwnLinks(EmulatorAddress address) {
        this.address = address;
    }

    /** Return the address that the client of a request uses, without a slash at the end. */
    String root(ReceivedRequest request) {
        return request.links().root();
    }

    /** Return the path and query of a link to this emulator, or null for any other text. */
    @Nullable
    String ownPath(String text, ReceivedRequest request) {
        if (!text.startsWith("http")) {
            return null;
        }
        // Behind a proxy, neither the host nor the path is that of the request.
        if (text.startsWith(root(request) + "/")) {
            return text.substring(root(request).length());
        }
        Matcher link = LINK.matcher(text);
        return link.matches() && isOwn(link.group(1), request) ? link.group(2) : null;
    }

    private boolean isOwn(String host, ReceivedRequest request) {
        int port = this.address.port();
        return host.equals("localhost:" + port)
                || host.equals("127.0.0.1:" + port)
                || host.equals("[::1]:" + port)
                || host.equals(request.header(HttpHeaders.HOST))
                || this.address.root().endsWith("://" + host);
    }

    /** Replace the address of this emulator with the placeholder. */
    String toPlaceholder(String text, ReceivedRequest request) {
        String path = ownPath(text, request);
        return path == null ? text : EMULATOR + path;
    }

    /** Replace the placeholder with the address of this emulator. */
    String fromPlaceholder(String text, ReceivedRequest request) {
        return text.startsWith(EMULATOR + "/") ? root(request) + text.substring(EMULATOR.length()) : text;
    }
}
