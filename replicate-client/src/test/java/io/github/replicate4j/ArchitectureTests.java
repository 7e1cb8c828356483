/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
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
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.testing.CapturedLog;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.reactivestreams.Publisher;

class ArchitectureTests {

    private static final String ROOT = "io.github.replicate4j";

    /** Methods that change what all classes of a process share. */
    private static final Set<String> GLOBAL_CHANGES = Set.of(
            "CapturedLog.of",
            "Hooks.onEachOperator",
            "Hooks.onErrorDropped",
            "Logger.addAppender",
            "Logger.setLevel",
            "StepVerifier.withVirtualTime",
            "System.setProperty",
            "VirtualTimeScheduler.getOrSet",
            "VirtualTimeScheduler.set");

    private static JavaClasses client;

    @BeforeAll
    static void importClasses() throws URISyntaxException {
        client = classesBeside(Replicate.class);
        assertThat(client).hasSizeGreaterThan(60);
    }

    private static JavaClasses classesBeside(Class<?> type) throws URISyntaxException {
        return new ClassFileImporter()
                .importLocations(Set.of(Location.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI())));
    }

    /** Classes run concurrently unless they are isolated. */
    @Test
    void testsThatChangeGlobalStateAreIsolated() throws URISyntaxException {
        noClasses()
                .that()
                .areNotAnnotatedWith(Isolated.class)
                .and()
                .doNotHaveFullyQualifiedName(CapturedLog.class.getName())
                .should()
                .callMethodWhere(describe(
                        "the method changes global state",
                        call -> GLOBAL_CHANGES.contains(call.getTargetOwner().getSimpleName() + "." + call.getName())))
                .check(classesBeside(ArchitectureTests.class));
    }

    @Test
    void clientDependsNeitherOnSpringBootNorOnEmulator() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.boot..", "io.github.replicate4j.emulator..")
                .check(client);
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> Class.forName("org.springframework.boot.SpringApplication"));
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("(io.github.replicate4j..)").should().beFreeOfCycles().check(client);
    }

    /** Exceptions: a client and its builder, and types whose declarations name each other. */
    @Test
    void classesAreFreeOfCycles() {
        slices().assignedFrom(new EachTopLevelClass(Map.of(
                        "observation.ReplicateObservationDocumentation", "observation",
                        "observation.DefaultOperationObservationConvention", "observation",
                        "observation.DefaultPredictionObservationConvention", "observation",
                        "event.WebhookEvent", "event",
                        "event.PredictionCompletedEvent", "event",
                        "event.PredictionUpdatedEvent", "event",
                        "event.TrainingCompletedEvent", "event",
                        "event.TrainingUpdatedEvent", "event",
                        "schema.SchemaType", "schema",
                        "schema.SchemaField", "schema")))
                .should()
                .beFreeOfCycles()
                .ignoreDependency(resideInAPackage(ROOT), resideInAPackage(ROOT))
                .ignoreDependency(nameMatching(".*\\.FileDeserializers.*"), alwaysTrue())
                .check(client);
    }

    /** Each layer depends only on the layers below it, and on values of the user API. */
    @Test
    void layersDependDownwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .withOptionalLayers(false)
                .layer("clients")
                .definedBy(ROOT)
                .layer("implementations")
                .definedBy(packages(
                        "internal.resources",
                        "internal.run",
                        "internal.contract",
                        "internal.predictions",
                        "internal.paging"))
                .layer("user API")
                .definedBy(packages(
                        "run",
                        "search",
                        "collections",
                        "event",
                        "journal",
                        "cost",
                        "limits",
                        "models",
                        "deployments",
                        "trainings",
                        "predictions",
                        "files",
                        "endpoint",
                        "account",
                        "hardware",
                        "paging",
                        "webhook",
                        "reference",
                        "schema"))
                .layer("waiting and files")
                .definedBy(packages(
                        "internal.context",
                        "internal.waiting",
                        "internal.polling",
                        "internal.upload",
                        "internal.validation",
                        "internal.files",
                        "internal.journal",
                        "internal.limits",
                        "internal.sse",
                        "completion"))
                .layer("transport")
                .definedBy(packages("internal.transport", "internal.http", "internal.download", "http"))
                .layer("foundations")
                .definedBy(packages(
                        "internal.observation",
                        "internal.reactive",
                        "internal.content",
                        "internal.json",
                        "internal.schema",
                        "internal.support",
                        "observation",
                        "settings",
                        "error"))
                .whereLayer("clients")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("implementations")
                .mayOnlyBeAccessedByLayers("clients")
                .whereLayer("waiting and files")
                .mayOnlyBeAccessedByLayers("clients", "implementations", "user API")
                .whereLayer("transport")
                .mayOnlyBeAccessedByLayers("clients", "implementations", "user API", "waiting and files")
                .check(client);
    }

    private static String[] packages(String... names) {
        return Arrays.stream(names).map(name -> ROOT + "." + name).toArray(String[]::new);
    }

    @Test
    void publicSignaturesContainNoInternalTypes() {
        Stream<JavaMember> members = client.stream()
                .filter(type -> !isInternal(type) && isVisible(type))
                .flatMap(type -> type.getMembers().stream())
                .filter(ArchitectureTests::isVisible);
        assertThat(members)
                .noneMatch(member -> types(member)
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .anyMatch(ArchitectureTests::isInternal));
        assertThat(client.stream().filter(type -> !isInternal(type) && isVisible(type)))
                .noneMatch(type -> Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream())
                        .anyMatch(ArchitectureTests::isInternal));
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().startsWith(ROOT + ".internal");
    }

    private static boolean isVisible(JavaClass type) {
        return (type.getModifiers().contains(JavaModifier.PUBLIC)
                        || type.getModifiers().contains(JavaModifier.PROTECTED))
                && type.getEnclosingClass().map(ArchitectureTests::isVisible).orElse(true);
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    @Test
    void packagesAreSmall() {
        Map<String, Long> sizes = client.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                // The errors are many small classes in one package.
                .filter(type -> !type.getPackageName().equals(ROOT + ".error"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(sizes.values()).allMatch(size -> size <= 20);
    }

    @Test
    void errorsDependOnNoOtherPackage() {
        classes()
                .that()
                .resideInAPackage("io.github.replicate4j.error..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.replicate4j.error..", "java..", "org.jspecify..", "org.springframework.http..")
                .check(client);
    }

    @Test
    void onlyBlockingBlocks() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Blocking.class)
                .should()
                .callMethodWhere(
                        target(nameMatching("block|blockFirst|blockLast|blockOptional|toIterable|toStream|toFuture"))
                                .and(target(owner(assignableTo(Publisher.class)))))
                .orShould()
                .callMethodWhere(target(nameMatching("get|join")).and(target(owner(assignableTo(Future.class)))))
                .orShould()
                .callMethodWhere(target(nameMatching("sleep|join")).and(target(owner(assignableTo(Thread.class)))))
                .orShould()
                .callMethodWhere(target(nameMatching("await|wait|take")).and(target(owner(nameMatching("java\\..*")))))
                .orShould()
                .callMethodWhere(target(nameMatching("subscriberInputStream|subscriberOutputStream")))
                .check(client);
        assertThat(client.get(Blocking.class.getName() + "$BlockingSubscriber").getMethodCallsFromSelf())
                .anyMatch(call -> call.getName().equals("await"));
    }

    @Test
    void publicSignaturesContainNoJacksonTypes() {
        Stream<JavaMember> members = client.stream()
                .filter(type -> !isInternal(type) && isVisible(type))
                .flatMap(type -> type.getMembers().stream())
                .filter(ArchitectureTests::isVisible);
        assertThat(members)
                .noneMatch(member -> types(member)
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .anyMatch(type -> type.getPackageName().startsWith("tools.jackson")
                                || type.getPackageName().startsWith("com.fasterxml")));
        assertThat(client.stream()
                        .filter(type -> !isInternal(type) && isVisible(type))
                        .map(JavaClass::getRawSuperclass))
                .noneMatch(parent -> parent.map(type -> type.getPackageName().startsWith("tools.jackson"))
                        .orElse(false));
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
    }

    @Test
    void classesAreFinalUnlessMadeForExtension() {
        assertThat(client.get(Replicate.class).getModifiers()).doesNotContain(JavaModifier.FINAL);
        assertThat(client.get(AsyncReplicate.class).getModifiers()).doesNotContain(JavaModifier.FINAL);
        assertThat(client.stream()
                        .filter(type -> !isInternal(type) && isVisible(type))
                        .filter(type -> !type.isInterface() && !type.isEnum() && !type.isAssignableTo(Throwable.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.FINAL))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "Replicate",
                        "AsyncReplicate",
                        "DefaultOperationObservationConvention",
                        "DefaultPredictionObservationConvention");
        methods()
                .that()
                .areDeclaredIn(Replicate.class)
                .or()
                .areDeclaredIn(AsyncReplicate.class)
                .and()
                .arePublic()
                .should()
                .notBeFinal()
                .check(client);
    }

    /** One slice for each top-level class, except for the classes with a common slice. */
    private record EachTopLevelClass(Map<String, String> common) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getName().replace(ROOT + ".", "").replaceFirst("\\$.*", "");
            return SliceIdentifier.of(this.common.getOrDefault(name, name));
        }

        @Override
        public String getDescription() {
            return "each top-level class";
        }
    }
}
