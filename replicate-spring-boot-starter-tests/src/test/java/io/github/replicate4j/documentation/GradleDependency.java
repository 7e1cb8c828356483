/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gradle's form of a dependency.
 *
 * @param configuration Gradle configuration
 * @param coordinates group, name and, unless it is managed, version
 */
record GradleDependency(String configuration, String coordinates) {

    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);

    /** Return the dependencies of a block of a {@code pom.xml}. */
    static List<GradleDependency> ofMaven(String xml) {
        return DEPENDENCY
                .matcher(xml)
                .results()
                .map(dependency -> of(dependency.group(1)))
                .toList();
    }

    private static GradleDependency of(String dependency) {
        String coordinates = Stream.of("groupId", "artifactId", "version")
                .map(element -> element(dependency, element))
                .filter(value -> value != null)
                .collect(Collectors.joining(":"));
        return new GradleDependency(configuration(dependency), coordinates);
    }

    private static String configuration(String dependency) {
        if ("test".equals(element(dependency, "scope"))) {
            return "testImplementation";
        }
        return element(dependency, "optional") != null ? "developmentOnly" : "implementation";
    }

    private static @Nullable String element(String dependency, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">(.*?)</" + name + ">").matcher(dependency);
        return matcher.find() ? matcher.group(1) : null;
    }

    String kotlin() {
        return this.configuration + "(\"" + this.coordinates + "\")";
    }

    String groovy() {
        return this.configuration + " '" + this.coordinates + "'";
    }
}
