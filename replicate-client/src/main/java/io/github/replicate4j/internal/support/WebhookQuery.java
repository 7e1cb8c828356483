/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.support;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Parameters that the client adds to the URL of a webhook, because the body of a delivery does not contain their values.
 * They are not signed: they are hints, not proofs.
 *
 * @param subject whether the webhook is about a prediction or a training, or {@code null} if unknown
 * @param reference reference that the application gave to the create, or {@code null} if there is none
 * @param entry id of the entry of the create in the journal, or {@code null} if there is none
 */
public record WebhookQuery(
        @Nullable WebhookSubject subject,
        @Nullable String reference,
        @Nullable String entry) {

    /** No parameters. */
    public static final WebhookQuery NONE = new WebhookQuery(null, null, null);

    private static final String SUBJECT = "replicate=";

    private static final String REFERENCE = "replicate-reference=";

    private static final String ENTRY = "replicate-entry=";

    private static final int MAX_ENTRY_LENGTH = 40;

    /** Name of the field of a prediction or training in which Replicate returns the URL of its webhook. */
    private static final String WEBHOOK = "webhook";

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
        String entry = null;
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            if (parameter.startsWith(SUBJECT)) {
                subject = last(subject, subject(parameter.substring(SUBJECT.length())));
            } else if (parameter.startsWith(REFERENCE)) {
                reference = last(reference, reference(parameter.substring(REFERENCE.length())));
            } else if (parameter.startsWith(ENTRY)) {
                entry = last(entry, entry(parameter.substring(ENTRY.length())));
            }
        }
        return new WebhookQuery(subject, reference, entry);
    }

    /**
     * Read the parameters from the URL of the webhook in the body of a prediction or training. Replicate signs the bodies of
     * deliveries.
     *
     * @param additionalProperties fields of the body that the client does not know
     */
    public static WebhookQuery ofBody(Map<String, @Nullable Object> additionalProperties) {
        if (!(additionalProperties.get(WEBHOOK) instanceof String url)) {
            return NONE;
        }
        int query = url.indexOf('?');
        int fragment = url.indexOf('#');
        boolean hasQuery = query >= 0 && (fragment < 0 || query < fragment);
        return hasQuery ? parse(url.substring(query + 1, fragment < 0 ? url.length() : fragment)) : NONE;
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

    private static @Nullable String entry(String value) {
        return Ascii.consistsOf(value, 1, MAX_ENTRY_LENGTH, Ascii::isAlphanumeric) ? value : null;
    }

    /** Return the URL with these parameters; without a fragment if there are any. */
    public URI addTo(URI url) {
        URI marked = url;
        if (this.subject != null) {
            marked = add(marked, SUBJECT + value(this.subject));
        }
        if (this.reference != null) {
            marked = add(marked, REFERENCE + UriUtils.encode(this.reference, StandardCharsets.UTF_8));
        }
        return this.entry == null ? marked : add(marked, ENTRY + this.entry);
    }

    private static URI add(URI url, String parameter) {
        String text = url.toString();
        int fragment = text.indexOf('#');
        String withoutFragment = fragment < 0 ? text : text.substring(0, fragment);
        String separator = url.getRawQuery() == null ? "?" : url.getRawQuery().isEmpty() ? "" : "&";
        return URI.create(withoutFragment + separator + parameter);
    }
}
