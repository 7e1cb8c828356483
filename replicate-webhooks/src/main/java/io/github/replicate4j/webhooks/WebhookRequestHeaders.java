/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import io.github.replicate4j.webhook.WebhookHeaderVerifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Method, headers and query of a webhook request, which are available before its body is read.
 *
 * @param method name of the HTTP method
 * @param fields relevant headers, copied because the server may reuse its header objects after the sender disconnects
 * @param contentLength value of {@code Content-Length} in bytes, or -1 if it is unknown
 * @param query raw query of the URL, or {@code null} if there is none
 * @param remoteAddress address of the sender, or of the last proxy; {@code unknown} if it is not known
 * @since 0.1.0
 */
public record WebhookRequestHeaders(
        String method,
        HttpHeaders fields,
        long contentLength,
        @Nullable String query,
        String remoteAddress) {

    /** Copy the relevant headers. */
    public WebhookRequestHeaders {
        HttpHeaders relevant = new HttpHeaders();
        for (String name : WebhookHeaderVerifier.HEADERS) {
            copy(name, fields, relevant);
        }
        copy(HttpHeaders.CONTENT_ENCODING, fields, relevant);
        fields = relevant;
    }

    private static void copy(String name, HttpHeaders from, HttpHeaders to) {
        List<String> values = from.get(name);
        if (values != null) {
            to.put(name, List.copyOf(values));
        }
    }

    /**
     * Return all values of a header.
     *
     * @param name name of one of the relevant headers, in any case
     * @return the values, empty if the header is missing
     */
    public List<String> values(String name) {
        return this.fields.getOrEmpty(name);
    }

    boolean isPost() {
        return this.method.equals(HttpMethod.POST.name());
    }

    boolean isEncoded() {
        for (String encoding : values(HttpHeaders.CONTENT_ENCODING)) {
            if (!encoding.equalsIgnoreCase("identity")) {
                return true;
            }
        }
        return false;
    }
}
