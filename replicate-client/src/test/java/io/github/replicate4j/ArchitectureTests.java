/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
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
import io.github.replicate4j.internal.reactive.Blocking;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

class ArchitectureTests {

    private static JavaClasses client;

    @BeforeAll
    static void readTheClient() throws URISyntaxException {
        client = new ClassFileImporter()
                .importLocations(Set.of(Location.of(Replicate.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())));
        assertThat(client).hasSizeGreaterThan(60);
    }

    @Test
    void theClientKnowsNeitherSpringBootNorTheEmulator() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.boot..", "io.github.replicate4j.emulator..")
                .check(client);
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> Class.forName("org.springframework.boot.SpringApplication"));
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.github.replicate4j.(*)..")
                .should()
                .beFreeOfCycles()
                .check(client);
        noClasses()
                .that()
                .resideInAPackage("io.github.replicate4j.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.replicate4j")
                .check(client);
    }

    @Test
    void errorsKnowNothingOfTheRest() {
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
    void onlyOneClassWaits() {
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
    void jacksonTypesStandInNoPublicSignature() {
        Stream<JavaMember> members = client.stream()
                .filter(ArchitectureTests::isPublic)
                .flatMap(type -> type.getMembers().stream())
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED));
        assertThat(members)
                .noneMatch(member -> types(member)
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .anyMatch(type -> type.getPackageName().startsWith("tools.jackson")
                                || type.getPackageName().startsWith("com.fasterxml")));
        assertThat(client.stream().filter(ArchitectureTests::isPublic).map(JavaClass::getRawSuperclass))
                .noneMatch(parent -> parent.map(type -> type.getPackageName().startsWith("tools.jackson"))
                        .orElse(false));
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
    void allClassesAreFinalButTheTwoRootsAndWhatIsThereToBeExtended() {
        assertThat(client.get(Replicate.class).getModifiers()).doesNotContain(JavaModifier.FINAL);
        assertThat(client.get(AsyncReplicate.class).getModifiers()).doesNotContain(JavaModifier.FINAL);
        assertThat(client.stream()
                        .filter(ArchitectureTests::isPublic)
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
}
