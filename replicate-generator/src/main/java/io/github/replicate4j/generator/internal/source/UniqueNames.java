/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator.internal.source;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;

/** Names that are unique within a type, and that Java allows there. */
final class UniqueNames {

    /** Methods of every object, and those that generated types declare. */
    private static final Set<String> METHODS = Set.of(
            "builder",
            "toBuilder",
            "clone",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait");

    /** Types that generated code refers to by their simple names. */
    private static final Set<String> TYPES = Set.of(
            "AsyncFileOutput",
            "AsyncOutput",
            "Builder",
            "FileInput",
            "FileOutput",
            "Flux",
            "JsonInclude",
            "JsonProperty",
            "JsonValue",
            "List",
            "Map",
            "Mono",
            "NullMarked",
            "Nullable",
            "Objects",
            "Output",
            "Prediction",
            "ReplicateModel",
            "Stream");

    /** Identifiers that are not keywords, but cannot be names of types. */
    private static final Set<String> RESTRICTED = Set.of("permits", "record", "sealed", "var", "yield");

    private final Set<String> taken = new HashSet<>();

    private final Predicate<String> reserved;

    private final String suffix;

    private UniqueNames(Predicate<String> reserved, String suffix) {
        this.reserved = reserved;
        this.suffix = suffix;
    }

    static UniqueNames ofFields() {
        return new UniqueNames(name -> METHODS.contains(name) || SourceVersion.isKeyword(name), "Value");
    }

    static UniqueNames ofConstants() {
        return new UniqueNames(name -> false, "");
    }

    /** @param owner name of the type in which the types are nested */
    static UniqueNames ofNestedTypes(String owner) {
        return new UniqueNames(name -> name.equals(owner) || isReservedType(name), "Type");
    }

    /** Return whether a type of this name would hide another one that generated code, or most code, refers to. */
    static boolean isReservedType(String name) {
        return TYPES.contains(name) || RESTRICTED.contains(name) || SourceVersion.isKeyword(name) || isInJavaLang(name);
    }

    private static boolean isInJavaLang(String name) {
        try {
            Class.forName("java.lang." + name, false, null);
            return true;
        } catch (ClassNotFoundException | LinkageError ex) {
            return false;
        }
    }

    /** Return the name, with a suffix if it is reserved, and with a number if it is taken. */
    String take(String name) {
        String base = this.reserved.test(name) ? name + this.suffix : name;
        String separator = base.toUpperCase(Locale.ROOT).equals(base) ? "_" : "";
        String unique = base;
        for (int i = 2; !this.taken.add(unique); i++) {
            unique = base + separator + i;
        }
        return unique;
    }
}
