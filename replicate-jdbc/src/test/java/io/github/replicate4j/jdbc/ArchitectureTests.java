/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private static final String MODULE = "io.github.replicate4j.jdbc";

    private static JavaClasses module;

    @BeforeAll
    static void importModule() throws URISyntaxException {
        module = new ClassFileImporter()
                .importLocations(Set.of(Location.of(SharedDatabase.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())));
        assertThat(module).hasSizeGreaterThan(15);
    }

    @Test
    void doesNotDependOnSpringBootOrTheEmulator() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.boot..", "io.github.replicate4j.emulator..")
                .check(module);
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> Class.forName("org.springframework.boot.SpringApplication"));
    }

    @Test
    void onlyNotificationsDependOnADatabase() {
        noClasses()
                .that()
                .doNotHaveSimpleName("NotificationListener")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.postgresql..", "org.h2..", "org.mariadb..", "com.mysql..", "com.zaxxer..")
                .check(module);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("(" + MODULE + "..)").should().beFreeOfCycles().check(module);
    }

    @Test
    void sharedPartsDependOnNoFeature() {
        noClasses()
                .that()
                .resideInAnyPackage(MODULE, MODULE + ".internal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        MODULE + ".inbox..",
                        MODULE + ".outputs..",
                        MODULE + ".signals..",
                        MODULE + ".journal..",
                        MODULE + ".submit..")
                .check(module);
    }

    @Test
    void theInboxHasNoPublicClassesThatApplicationsDoNotUse() {
        Set<String> names = module.stream()
                .filter(type -> type.getPackageName().equals(MODULE + ".inbox"))
                .filter(ArchitectureTests::isPublic)
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "Builder",
                        "InboxObserver",
                        "InboxSettings",
                        "InboxStatistics",
                        "JdbcWebhookInbox",
                        "ParkedCompletion");
    }

    @Test
    void publicSignaturesMentionNoInternalTypes() {
        Stream<JavaMember> members = module.stream()
                .filter(ArchitectureTests::isPublic)
                .filter(type -> !type.getPackageName().contains(".internal"))
                .flatMap(type -> type.getMembers().stream())
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED));
        assertThat(members)
                .noneMatch(member -> types(member)
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .anyMatch(ArchitectureTests::isInternal));
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().contains(".internal")
                || type.getPackageName().startsWith(MODULE) && !isPublic(type.getBaseComponentType());
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTests::isPublic).orElse(true);
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
    }

    @Test
    void classesAreFinal() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(module);
    }
}
