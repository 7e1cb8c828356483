/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.generator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private static JavaClasses module;

    @BeforeAll
    static void importModule() throws Exception {
        module = new ClassFileImporter()
                .importLocations(Set.of(Location.of(ModelGenerator.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())));
        assertThat(module).hasSizeGreaterThan(30);
    }

    @Test
    void dependsNeitherOnMavenNorOnSpringBootNorOnTheEmulator() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.maven..", "org.springframework.boot..", "io.github.replicate4j.emulator..")
                .check(module);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("(io.github.replicate4j..)").should().beFreeOfCycles().check(module);
    }

    /** What a schema describes does not depend on how it is written as Java code, or on who uses it. */
    @Test
    void packagesDependDownwards() {
        noClasses()
                .that()
                .resideInAPackage("..internal.schema..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..internal.model..", "..internal.source..", "..internal.compare..")
                .check(module);
        noClasses()
                .that()
                .resideInAPackage("..internal.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..internal.source..", "..internal.compare..")
                .check(module);
        noClasses()
                .that()
                .resideInAPackage("..internal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.replicate4j.generator")
                .check(module);
    }

    @Test
    void publicSignaturesContainNoInternalTypes() {
        assertThat(module.stream()
                        .filter(type -> !isInternal(type) && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC)))
                .noneMatch(method -> isInternal(method.getRawReturnType())
                        || method.getRawParameterTypes().stream().anyMatch(ArchitectureTests::isInternal));
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().contains(".internal");
    }
}
