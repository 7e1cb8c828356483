/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.validation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Formats of strings. A format that is not known here accepts every string. */
final class StringFormat {

    /** A scheme has two letters or more, so that the drive of a Windows path is none. */
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.");

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}");

    private StringFormat() {}

    static boolean matches(String format, String text) {
        return switch (format) {
            case "uri" -> isUrl(text);
            case "date" -> isDate(text);
            case "date-time" -> isDateTime(text);
            case "uuid" -> UUID.matcher(text).matches();
            case "email" -> text.indexOf('@') > 0;
            default -> true;
        };
    }

    /** Only the start is checked, because a data URL can be very long. Replicate cannot read files of this machine. */
    private static boolean isUrl(String text) {
        Matcher scheme = SCHEME.matcher(text);
        return scheme.lookingAt() && !scheme.group(1).toLowerCase(Locale.ROOT).equals("file");
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException ex) {
            return false;
        }
    }

    private static boolean isDateTime(String text) {
        try {
            DateTimeFormatter.ISO_DATE_TIME.parse(text.replace(' ', 'T'));
            return true;
        } catch (DateTimeException ex) {
            return false;
        }
    }
}
