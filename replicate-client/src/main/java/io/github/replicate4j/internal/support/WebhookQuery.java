/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.support;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Parameters that the client adds to the URL of a webhook, because the body of a delivery does not contain their values.
 * They are not signed: they are hints, not proofs.
 *
 * @param subject whether the webhook is about a prediction or a training, or {@code null} if unknown
 * @param reference reference that the application gave to the create, or {@code null} if there is none
 */
public record WebhookQuery(
        @Nullable WebhookSubject subject, @Nullable String reference) {

    private static final String SUBJECT = "replicate=";

    private static final String REFERENCE = "replicate-reference=";

    /** At most 1,800 bytes in the URL. */
    private static final int MAX_REFERENCE_LENGTH = 200;

    /** Check a reference that an application sets. */
    public static void checkReference(@Nullable String reference) {
        if (reference != null && !isReference(reference)) {
            throw new IllegalArgumentException("reference must not be blank, must have at most " + MAX_REFERENCE_LENGTH
                    + " characters, and must not contain control characters or incomplete surrogate pairs");
        }
    }

    /** Return a reference that an application sets, if it is valid. */
    public static String validReference(String reference) {
        checkReference(Arguments.notNull("reference", reference));
        return reference;
    }

    private static boolean isReference(String text) {
        return !text.isBlank()
                && text.length() <= MAX_REFERENCE_LENGTH
                && text.codePoints()
                        .noneMatch(point ->
                                Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
    }

    /**
     * Read the parameters from the query of a delivery. The last readable value of each parameter wins, because the client adds
     * its own at the end of the URL.
     *
     * @param query the query, not decoded, or {@code null} if there is none
     */
    public static WebhookQuery parse(@Nullable String query) {
        WebhookSubject subject = null;
        String reference = null;
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            if (parameter.startsWith(SUBJECT)) {
                subject = last(subject, subject(parameter.substring(SUBJECT.length())));
            } else if (parameter.startsWith(REFERENCE)) {
                reference = last(reference, reference(parameter.substring(REFERENCE.length())));
            }
        }
        return new WebhookQuery(subject, reference);
    }

    private static <T> @Nullable T last(@Nullable T previous, @Nullable T next) {
        return next == null ? previous : next;
    }

    private static @Nullable WebhookSubject subject(String value) {
        for (WebhookSubject subject : WebhookSubject.values()) {
            if (value(subject).equals(value)) {
                return subject;
            }
        }
        return null;
    }

    private static String value(WebhookSubject subject) {
        return subject.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String reference(String value) {
        try {
            String reference = UriUtils.decode(value, StandardCharsets.UTF_8);
            return isReference(reference) ? reference : null;
        } catch (IllegalArgumentException ex) {
            return null;
        }
    }

    /** Return the URL with these parameters; without a fragment if there are any. */
    public URI addTo(URI url) {
        URI marked = this.subject == null ? url : add(url, SUBJECT + value(this.subject));
        return this.reference == null
                ? marked
                : add(marked, REFERENCE + UriUtils.encode(this.reference, StandardCharsets.UTF_8));
    }

    private static URI add(URI url, String parameter) {
        String text = url.toString();
        int fragment = text.indexOf('#');
        String withoutFragment = fragment < 0 ? text : text.substring(0, fragment);
        String separator = url.getRawQuery() == null ? "?" : url.getRawQuery().isEmpty() ? "" : "&";
        return URI.create(withoutFragment + separator + parameter);
    }
}
