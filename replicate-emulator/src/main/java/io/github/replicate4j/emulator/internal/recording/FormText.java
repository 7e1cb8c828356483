/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.recording;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of an HTML form.
 */
final class FormText {

    private FormText() {}

    static String removeSecrets(String form, Secrets secrets) {
        List<FormField> fields = FormField.all(form).toList();
        fields.forEach(field -> secrets.collect(field.name(), field.value()));
        return fields.stream().map(field -> withoutSecrets(field, secrets)).collect(Collectors.joining("&"));
    }

    private static String withoutSecrets(FormField field, Secrets secrets) {
        return field.name() == null
                ? secrets.remove(field.text())
                : field.withValue(secrets.remove(field.name(), field.value()));
    }
}
