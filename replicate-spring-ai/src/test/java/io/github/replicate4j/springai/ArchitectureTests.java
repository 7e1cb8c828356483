/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import io.github.replicate4j.springai.mapping.ModelCatalog;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private static final String MODULE = "io.github.replicate4j.springai";

    private static JavaClasses module;

    @BeforeAll
    static void importModule() throws Exception {
        module = new ClassFileImporter()
                .importLocations(Set.of(Location.of(ModelCatalog.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())));
        assertThat(module).hasSizeGreaterThan(10);
    }

    @Test
    void doesNotDependOnSpringBootTheChatClientOrTheEmulator() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.boot..",
                        "org.springframework.ai.chat.client..",
                        "io.github.replicate4j.emulator..")
                .check(module);
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> Class.forName("org.springframework.boot.SpringApplication"));
    }

    /** A prediction that is created twice is billed twice. */
    @Test
    void nothingIsRetried() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.ai.retry..", "org.springframework.core.retry..", "reactor.util.retry..")
                .check(module);
        noClasses()
                .should()
                .callMethodWhere(new DescribedPredicate<JavaCall<?>>("Reactor's retry or repeat") {

                    @Override
                    public boolean test(JavaCall<?> call) {
                        return call.getTargetOwner().getPackageName().startsWith("reactor.core")
                                && (call.getName().startsWith("retry")
                                        || call.getName().startsWith("repeat"));
                    }
                })
                .check(module);
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> Class.forName("org.springframework.ai.retry.TransientAiException"));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("(" + MODULE + "..)").should().beFreeOfCycles().check(module);
    }

    @Test
    void mappingKnowsNoKindOfModel() {
        noClasses()
                .that()
                .resideInAPackage(MODULE + ".mapping")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.ai..")
                .check(module);
    }

    @Test
    void publicSignaturesMentionNoInternalTypes() {
        Stream<JavaMember> members = module.stream()
                .filter(type -> isPublic(type) && !type.getPackageName().contains(".internal"))
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
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(module);
    }
}
