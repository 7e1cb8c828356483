/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.reference;

import io.github.replicate4j.internal.support.Arguments;
import io.github.replicate4j.internal.support.Ascii;
import io.github.replicate4j.internal.support.ShortText;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a model or a version, as on the website: {@code owner/name}, {@code owner/name:version} or a version
 * id.
 *
 * @param owner owner of the model, or {@code null} if the reference is a version id
 * @param name name of the model, or {@code null} if the reference is a version id
 * @param version id of the version, or {@code null} if the reference contains none
 * @since 0.1.0
 */
public record ModelReference(
        @Nullable String owner,
        @Nullable String name,
        @Nullable String version) {

    /** Version ids are hexadecimal, usually 64 digits. Other long ids are accepted, in case Replicate introduces them. */
    private static final int LONG_ID = 20;

    /**
     * Parse a reference of any form.
     *
     * @param reference the text, such as {@code black-forest-labs/flux-schnell}
     * @return the reference
     * @throws IllegalArgumentException if the text is not a model reference
     */
    public static ModelReference parse(String reference) {
        ModelReference model = parseModel(reference);
        if (model != null) {
            return model;
        }
        if (isSegment(reference)) {
            return new ModelReference(null, null, reference);
        }
        throw new IllegalArgumentException("model reference '" + abbreviate(reference)
                + "' must have the form owner/name or owner/name:version, or be a version id");
    }

    /**
     * Parse a reference of a model to run. A name without an owner is rejected, because the API would take it for a version
     * id.
     *
     * @param reference the text, such as {@code black-forest-labs/flux-schnell}
     * @return the reference
     * @throws IllegalArgumentException if the text is not a model reference, or has no owner and is not a version id
     */
    public static ModelReference ofModel(String reference) {
        ModelReference parsed = parse(Arguments.notBlank("model", reference));
        if (parsed.owner == null && !isVersionId(reference)) {
            throw new IllegalArgumentException("model '" + abbreviate(reference)
                    + "' has no owner and is not a version id: use owner/name, such as black-forest-labs/flux-schnell");
        }
        return parsed;
    }

    /**
     * Parse a reference of the form {@code owner/name}.
     *
     * @param argument name of the argument for the message of the exception
     * @param reference the text, such as {@code black-forest-labs/flux-schnell}
     * @return the reference, without a version
     * @throws IllegalArgumentException if the text has another form
     */
    public static ModelReference ownerAndName(String argument, String reference) {
        ModelReference model = parseModel(Arguments.notBlank(argument, reference));
        if (model == null || model.version != null) {
            throw new IllegalArgumentException(
                    argument + " '" + abbreviate(reference) + "' must have the form owner/name");
        }
        return model;
    }

    /** Return a reference of the form {@code owner/name} or {@code owner/name:version}, or {@code null} for other texts. */
    private static @Nullable ModelReference parseModel(String reference) {
        int slash = reference.indexOf('/');
        if (slash < 0) {
            return null;
        }
        int colon = reference.indexOf(':', slash);
        String owner = reference.substring(0, slash);
        String name = reference.substring(slash + 1, colon < 0 ? reference.length() : colon);
        String version = colon < 0 ? null : reference.substring(colon + 1);
        boolean valid = isSegment(owner) && isSegment(name) && (version == null || isSegment(version));
        return valid ? new ModelReference(owner, name, version) : null;
    }

    /** Names follow the rules of container images. A segment of dots only is excluded: it would change the request path. */
    private static boolean isSegment(String text) {
        return Ascii.consistsOf(text, next -> Ascii.isAlphanumeric(next) || next == '.' || next == '_' || next == '-')
                && !Ascii.consistsOf(text, next -> next == '.');
    }

    private static boolean isVersionId(String text) {
        return Ascii.consistsOf(text, next -> Ascii.isDigit(next) || next >= 'a' && next <= 'f')
                || text.length() >= LONG_ID && Ascii.consistsOf(text, Ascii::isAlphanumeric);
    }

    /**
     * Return the model without the version.
     *
     * @return {@code owner/name}, or {@code null} if the reference is a version id
     */
    public @Nullable String model() {
        return this.owner == null ? null : this.owner + "/" + this.name;
    }

    private static String abbreviate(String reference) {
        return ShortText.of(reference.replaceAll("\\p{Cntrl}", "?"), 100);
    }

    @Override
    public String toString() {
        if (this.owner == null) {
            return String.valueOf(this.version);
        }
        return this.owner + "/" + this.name + (this.version == null ? "" : ":" + this.version);
    }
}
