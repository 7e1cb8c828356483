/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import io.github.replicate4j.emulator.internal.http.SensitiveText;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Removes secrets from text: API tokens, signing secrets, the queries of signed URLs, and inputs that are named like a secret.
 */
final class Secrets {

    static final String REMOVED = "REMOVED";

    static final String REMOVED_SIGNING_SECRET = "whsec_" + REMOVED;

    private static final Pattern SIGNING_SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=]+");

    private static final Pattern URL =
            Pattern.compile("(?:https?://|" + Pattern.quote(OwnLinks.EMULATOR) + "/)[^\\s\"'<>]+");

    private static final Pattern ORIGIN = Pattern.compile("(https?://[^/?#]+).*", Pattern.DOTALL);

    // Shorter tokens are not secrets of Replicate, and could be part of other words.
    private static final int MIN_TOKEN = 16;

    // Shorter values could be part of other words.
    private static final int MIN_VALUE = 8;

    private final @Nullable String token;

    // The values of fields that are named like a secret, which can occur elsewhere, for example in logs.
    // The longest ones are removed first, because they can contain others.
    private final Set<String> values = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /**
     * Create an instance for one exchange.
     *
     * @param authorization the header of the request with the token, or null if it has none
     */
    Secrets(@Nullable String authorization) {
        String credentials = authorization == null ? "" : authorization.strip();
        String value = credentials.substring(credentials.lastIndexOf(' ') + 1);
        this.token = value.length() < MIN_TOKEN ? null : value;
    }

    /** Remember the secrets of a JSON document, so that they are removed from all of its strings. */
    void collect(@Nullable Object json) {
        JsonValues.replaceStrings(json, null, this::collected);
    }

    /** Remember the secrets of text, which may be a JSON document. */
    void collectFrom(String text) {
        JsonValues.replaceText(text, this::collected);
    }

    private String collected(@Nullable String name, String text) {
        collect(name, text);
        return text;
    }

    /** Remember the value of a field if it is a secret, so that it is removed from all other text of the exchange. */
    void collect(@Nullable String name, String text) {
        if (name != null && SensitiveNames.contain(name) && text.length() >= MIN_VALUE) {
            this.values.add(text);
        }
    }

    /** Remove the secrets of the value of a field. */
    String remove(@Nullable String name, String text) {
        if (name != null && SensitiveNames.contain(name) && !text.isEmpty()) {
            collect(name, text);
            return signingSecretOr(text);
        }
        // URLs of webhooks often contain a secret in their path.
        return "webhook".equals(name)
                ? ORIGIN.matcher(SensitiveText.withoutUserInfo(text)).replaceFirst("$1/" + REMOVED)
                : remove(text);
    }

    private static String signingSecretOr(String text) {
        return SIGNING_SECRET.matcher(text).matches() ? REMOVED_SIGNING_SECRET : REMOVED;
    }

    String remove(String text) {
        String clean = this.token == null ? text : text.replace(this.token, REMOVED);
        for (String value : this.values) {
            clean = clean.replace(value, REMOVED);
        }
        clean = SensitiveText.withoutTokens(clean, REMOVED);
        clean = SIGNING_SECRET.matcher(clean).replaceAll(REMOVED_SIGNING_SECRET);
        return URL.matcher(clean).replaceAll(url -> Matcher.quoteReplacement(removeFromUrl(url.group())));
    }

    private static String removeFromUrl(String url) {
        String clean = SensitiveText.withoutUserInfo(url);
        int query = clean.indexOf('?');
        return query >= 0 && isSigned(clean.substring(query + 1)) ? clean.substring(0, query) : clean;
    }

    /** Return whether a query of a URL contains a signature or another secret. */
    static boolean isSigned(String query) {
        return FormField.all(query)
                .anyMatch(field -> field.name() != null && SensitiveNames.containParameter(field.name()));
    }
}
