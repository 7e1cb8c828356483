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

package io.github.replicate4j.reference;

import io.github.replicate4j.internal.support.Arguments;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names what to run, as on the web site: {@code owner/name}, {@code owner/name:version} or a bare version id.
 *
 * @param owner owner of the model, or {@code null} for a bare version id
 * @param name name of the model, or {@code null} for a bare version id
 * @param version id of the version, or {@code null} if none is named
 */
public record ModelReference(
        @Nullable String owner,
        @Nullable String name,
        @Nullable String version) {

    /** Names follow the rules of container images; a segment of dots alone would walk up the path. */
    private static final String SEGMENT = "(?!\\.+(?:[/:]|$))[A-Za-z0-9._-]+";

    private static final Pattern MODEL = Pattern.compile("(" + SEGMENT + ")/(" + SEGMENT + ")(?::(" + SEGMENT + "))?");

    private static final Pattern VERSION = Pattern.compile(SEGMENT);

    /**
     * Reads any of the three forms.
     *
     * @param reference for example {@code black-forest-labs/flux-schnell}
     * @return the reference
     * @throws IllegalArgumentException if it is none of them
     */
    public static ModelReference parse(String reference) {
        Matcher model = MODEL.matcher(reference);
        if (model.matches()) {
            return new ModelReference(model.group(1), model.group(2), model.group(3));
        }
        if (VERSION.matcher(reference).matches()) {
            return new ModelReference(null, null, reference);
        }
        throw new IllegalArgumentException(
                "model reference '" + shown(reference) + "' is none of owner/name, owner/name:version or a version id");
    }

    /**
     * Reads {@code owner/name}, and nothing else.
     *
     * @param argument name of the argument, for the error
     * @param reference for example {@code black-forest-labs/flux-schnell}
     * @return a reference without a version
     * @throws IllegalArgumentException if it is anything else
     */
    public static ModelReference ownerAndName(String argument, String reference) {
        Matcher model = MODEL.matcher(Arguments.notBlank(argument, reference));
        if (!model.matches() || model.group(3) != null) {
            throw new IllegalArgumentException(argument + " '" + shown(reference) + "' is not of the form owner/name");
        }
        return new ModelReference(model.group(1), model.group(2), null);
    }

    /**
     * Returns the model, whatever the version.
     *
     * @return {@code owner/name}, or {@code null} for a bare version id
     */
    public @Nullable String model() {
        return this.owner == null ? null : this.owner + "/" + this.name;
    }

    private static String shown(String reference) {
        String printable = reference.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > 100 ? printable.substring(0, 100) + "..." : printable;
    }

    @Override
    public String toString() {
        if (this.owner == null) {
            return String.valueOf(this.version);
        }
        return this.owner + "/" + this.name + (this.version == null ? "" : ":" + this.version);
    }
}
