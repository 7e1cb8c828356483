/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.replicate4j.webhooks.observation.DefaultWebhookObservationConvention;
import io.github.replicate4j.webhooks.observation.WebhookObservationDocumentation;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private static final String MODULE = "io.github.replicate4j.webhooks";

    private static JavaClasses module;

    @BeforeAll
    static void importModule() throws URISyntaxException {
        module = new ClassFileImporter()
                .importLocations(Set.of(Location.of(WebhookReceiver.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())));
        assertThat(module).hasSizeGreaterThan(20);
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
    void packagesHaveNoCycles() {
        slices().matching("(" + MODULE + "..)").should().beFreeOfCycles().check(module);
    }

    @Test
    void classesHaveNoCycles() {
        slices().assignedFrom(new TopLevelClasses())
                .should()
                .beFreeOfCycles()
                .ignoreDependency(WebhookReceiver.class, WebhookReceiverBuilder.class)
                // Micrometer requires the documentation to name the default convention, which takes its keys from
                // there.
                .ignoreDependency(
                        belongToAnyOf(WebhookObservationDocumentation.class),
                        type(DefaultWebhookObservationConvention.class))
                .check(module);
    }

    @Test
    void layersDependOnLowerLayersOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(MODULE + "..")
                .layer("stacks")
                .definedBy(MODULE + ".servlet", MODULE + ".reactive")
                .layer("security")
                .definedBy(MODULE + ".security")
                .layer("receiver")
                .definedBy(MODULE)
                .layer("observation")
                .definedBy(MODULE + ".observation")
                .whereLayer("stacks")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("security")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("receiver")
                .mayOnlyBeAccessedByLayers("stacks", "security")
                .whereLayer("observation")
                .mayOnlyBeAccessedByLayers("receiver")
                .check(module);
    }

    @Test
    void eachStackIsIndependentOfTheOther() {
        noClasses()
                .that()
                .resideInAPackage(MODULE + ".reactive")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "org.springframework.web.servlet..")
                .check(module);
        noClasses()
                .that()
                .resideInAPackage(MODULE + ".servlet")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("reactor..", "org.springframework.web.reactive..")
                .check(module);
    }

    @Test
    void optionalDependenciesAreUsedWhereExpected() {
        noClasses()
                .that(DescribedPredicate.not(
                        resideInAPackage(MODULE + ".servlet").or(resideInAPackage(MODULE + ".security"))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "org.springframework.web.servlet..")
                .check(module);
        noClasses()
                .that()
                .resideOutsideOfPackage(MODULE + ".security")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.security..")
                .check(module);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(TransactionalWebhookPublisher.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.transaction..")
                .check(module);
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
    void classesAreFinalUnlessMeantForExtension() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .areTopLevelClasses()
                .and()
                .doNotHaveSimpleName("DefaultWebhookObservationConvention")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(module);
    }

    /** Assigns nested classes to the slice of their top-level class. */
    private static final class TopLevelClasses implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getBaseComponentType().getName();
            return name.startsWith(MODULE) ? SliceIdentifier.of(name.split("\\$")[0]) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "top-level classes";
        }
    }
}
