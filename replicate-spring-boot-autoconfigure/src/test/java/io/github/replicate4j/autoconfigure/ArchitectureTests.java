/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.replicate4j.autoconfigure.models.ImportReplicateModels;
import io.github.replicate4j.autoconfigure.models.ReplicateModelRegistrar;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

@AnalyzeClasses(packages = "io.github.replicate4j.autoconfigure", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    private static final String MODULE = "io.github.replicate4j.autoconfigure";

    @ArchTest
    static final ArchRule autoConfigurationsArePublicAndFinal = classes()
            .that()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .bePublic()
            .andShould()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule beanMethodsAreNotPublic =
            methods().that().areAnnotatedWith(Bean.class).should().notBePublic();

    @ArchTest
    static final ArchRule onlyTheEmulatorPackageDependsOnTheEmulator = noClasses()
            .that()
            .resideOutsideOfPackage(MODULE + ".emulator")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.replicate4j.emulator..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("(" + MODULE + "..)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule classesHaveNoCycles = slices().assignedFrom(new TopLevelClasses())
            .should()
            .beFreeOfCycles()
            // The annotation imports the registrar, which reads the annotation.
            .ignoreDependency(ImportReplicateModels.class, ReplicateModelRegistrar.class);

    @ArchTest
    static final ArchRule layersDependOnLowerLayersOnly = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(MODULE + "..")
            .layer("security")
            .definedBy(MODULE + ".webhook.security")
            .layer("stacks")
            .definedBy(MODULE + ".webhook.servlet", MODULE + ".webhook.reactive")
            .layer("emulator")
            .definedBy(MODULE + ".emulator")
            .layer("jdbc")
            .definedBy(MODULE + ".jdbc..")
            .layer("models")
            .definedBy(MODULE + ".models")
            .layer("clients")
            .definedBy(MODULE + ".clients..")
            .layer("webhook")
            .definedBy(MODULE + ".webhook")
            .layer("health")
            .definedBy(MODULE + ".health")
            .layer("observation")
            .definedBy(MODULE + ".observation..")
            .layer("cost")
            .definedBy(MODULE + ".cost")
            .layer("client")
            .definedBy(MODULE)
            .whereLayer("security")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("emulator")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("jdbc")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("models")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("clients")
            .mayOnlyBeAccessedByLayers("jdbc", "models")
            .whereLayer("cost")
            .mayOnlyBeAccessedByLayers("clients", "jdbc")
            .whereLayer("health")
            .mayOnlyBeAccessedByLayers("clients")
            .whereLayer("observation")
            .mayOnlyBeAccessedByLayers("clients", "webhook", "jdbc")
            .whereLayer("stacks")
            .mayOnlyBeAccessedByLayers("security")
            .whereLayer("webhook")
            .mayOnlyBeAccessedByLayers("stacks", "security", "emulator", "jdbc", "clients");

    @ArchTest
    static final ArchRule publicSignaturesMentionNoInternalTypes = classes()
            .that()
            .arePublic()
            .and()
            .resideOutsideOfPackage("..internal..")
            .should(new ArchCondition<JavaClass>("mention no internal types") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getCodeUnits().stream()
                            .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC)
                                    || unit.getModifiers().contains(JavaModifier.PROTECTED))
                            .filter(unit -> Stream.concat(
                                            Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                                    .flatMap(each -> each.getAllInvolvedRawTypes().stream())
                                    .anyMatch(each -> each.getPackageName().contains(".internal")))
                            .forEach(unit -> events.add(SimpleConditionEvent.violated(
                                    unit, unit.getFullName() + " mentions an internal type")));
                }
            });

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
