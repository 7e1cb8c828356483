/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
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
import java.util.Set;
import java.util.stream.Stream;

@AnalyzeClasses(packages = ArchitectureTests.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    static final String ROOT = "io.github.replicate4j.emulator";

    private static final String INTERNAL = ROOT + ".internal.";

    @ArchTest
    static final ArchRule layers = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("emulator")
            .definedBy(ROOT)
            .layer("public types")
            .definedBy(
                    ROOT + ".clock",
                    ROOT + ".fault",
                    ROOT + ".model",
                    ROOT + ".picture",
                    ROOT + ".prediction",
                    ROOT + ".request",
                    ROOT + ".webhook")
            .layer("api")
            .definedBy(
                    INTERNAL + "api",
                    INTERNAL + "builtin..",
                    INTERNAL + "control",
                    INTERNAL + "definition",
                    INTERNAL + "page",
                    INTERNAL + "recording",
                    INTERNAL + "state")
            .layer("server")
            .definedBy(INTERNAL + "server", INTERNAL + "tls")
            .layer("domain")
            .definedBy(
                    INTERNAL + "files",
                    INTERNAL + "model",
                    INTERNAL + "prediction",
                    INTERNAL + "script",
                    INTERNAL + "webhook")
            .layer("faults")
            .definedBy(INTERNAL + "fault")
            .layer("http")
            .definedBy(INTERNAL + "http", INTERNAL + "stream")
            .layer("json")
            .definedBy(INTERNAL + "json", INTERNAL + "digest", INTERNAL + "text")
            .whereLayer("emulator")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers("emulator")
            .whereLayer("server")
            .mayOnlyBeAccessedByLayers("emulator", "api")
            .whereLayer("domain")
            .mayOnlyBeAccessedByLayers("emulator", "api", "server")
            .whereLayer("faults")
            .mayOnlyBeAccessedByLayers("emulator", "api", "server", "domain")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("emulator", "api", "server", "domain", "faults")
            .whereLayer("public types")
            .mayOnlyBeAccessedByLayers("emulator", "api", "server", "domain", "faults", "http");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.github.replicate4j.(**)").should().beFreeOfCycles();

    /**
     * Only factories and their products depend on each other.
     */
    @ArchTest
    static final ArchRule classesAreFreeOfCycles = slices().assignedFrom(topLevelClasses(
                    "clock.EmulatorClock",
                    "clock.ManualClock",
                    "clock.SystemClock",
                    "ReplicateEmulator",
                    "ReplicateEmulatorBuilder"))
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule publicTypesDoNotExposeInternals =
            classes().that().resideOutsideOfPackage(ROOT + ".internal..").should(notExposeInternals());

    @ArchTest
    static final ArchRule emulatorDoesNotDependOnOtherModules = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "belong to another module of replicate4j",
                    (JavaClass type) -> type.getPackageName().startsWith("io.github.replicate4j")
                            && !type.getPackageName().startsWith(ROOT)));

    @ArchTest
    static final ArchRule emulatorDoesNotDependOnSpringBoot = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.boot..", "org.springframework.context..");

    @ArchTest
    static final ArchRule onlyBuiltInModelsUsePictures = classes()
            .that()
            .resideInAPackage(ROOT + ".picture")
            .should()
            .onlyHaveDependentClassesThat(DescribedPredicate.describe(
                    "are pictures, or built-in models that draw or see pictures",
                    (JavaClass type) -> type.getPackageName().endsWith(".picture")
                            || type.getPackageName().endsWith(".builtin.image")
                            || type.getPackageName().endsWith(".builtin.video")
                            || Set.of("Vision", "PictureText").contains(type.getSimpleName())));

    private static SliceAssignment topLevelClasses(String... excluded) {
        Set<String> ignored = Set.of(excluded);
        return new SliceAssignment() {

            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getName().replaceFirst("\\$.*", "");
                return !name.startsWith(ROOT) || ignored.contains(name.substring(ROOT.length() + 1))
                        ? SliceIdentifier.ignore()
                        : SliceIdentifier.of(name);
            }

            @Override
            public String getDescription() {
                return "top-level classes except " + ignored;
            }
        };
    }

    private static ArchCondition<JavaClass> notExposeInternals() {
        return new ArchCondition<>("not mention internal types in public or protected signatures") {

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!isExposed(type.getModifiers())) {
                    return;
                }
                Stream<JavaClass> supertypes =
                        Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream());
                Stream<JavaClass> fields = type.getFields().stream()
                        .filter(field -> isExposed(field.getModifiers()))
                        .flatMap(field -> field.getAllInvolvedRawTypes().stream());
                Stream<JavaClass> signatures = type.getCodeUnits().stream()
                        .filter(unit -> isExposed(unit.getModifiers()))
                        .flatMap(ArchitectureTests::typesOf);
                Stream.of(supertypes, fields, signatures)
                        .flatMap(types -> types)
                        .filter(mentioned -> mentioned.getName().startsWith(INTERNAL))
                        .forEach(mentioned -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " exposes " + mentioned.getName())));
            }
        };
    }

    private static Stream<JavaClass> typesOf(JavaCodeUnit unit) {
        return Stream.concat(unit.getAllInvolvedRawTypes().stream(), unit.getExceptionTypes().stream());
    }

    private static boolean isExposed(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }
}
