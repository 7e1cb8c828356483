/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.replicate4j.models.Model;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.trainings.Training;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.beans.factory.aot.AotServices;

/** Reflection hints for native images. */
class ReplicateRuntimeHintsTests {

    private static final JavaClasses client = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackagesOf(Replicate.class);

    private static final RuntimeHints hints = new RuntimeHints();

    /** Register the hints that Spring finds. */
    @BeforeAll
    static void register() {
        AotServices.factories().load(RuntimeHintsRegistrar.class).stream()
                .filter(registrar -> registrar.getClass().getName().startsWith("io.github.replicate4j"))
                .forEach(registrar -> registrar.registerHints(hints, null));
    }

    /** Return the records with JSON properties whose class is referenced, because JSON is deserialized to them. */
    static List<Class<?>> jsonTypes() {
        return client.stream()
                .flatMap(type -> type.getReferencedClassObjects().stream())
                .map(ReferencedClassObject::getRawType)
                .filter(type -> type.isRecord() && client.contain(type.getName()))
                .filter(ReplicateRuntimeHintsTests::isJson)
                .distinct()
                .<Class<?>>map(JavaClass::reflect)
                .toList();
    }

    private static boolean isJson(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency ->
                        dependency.getTargetClass().getPackageName().equals(JsonProperty.class.getPackageName()));
    }

    @Test
    void jsonTypesAreFound() {
        assertThat(jsonTypes())
                .contains(Prediction.class, Training.class, Model.class)
                .hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("jsonTypes")
    void jsonTypesHaveReflectionHints(Class<?> type) {
        assertThat(reflection().onType(type).withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                .accepts(hints);
        for (RecordComponent component : type.getRecordComponents()) {
            assertThat(reflection().onMethodInvocation(component.getAccessor())).accepts(hints);
            if (component.getType().isRecord()) {
                jsonTypesHaveReflectionHints(component.getType());
            }
        }
    }

    @Test
    void deserializersHaveConstructorHints() {
        for (String reader : List.of(
                "internal.json.NullOnErrorDeserializer",
                "files.FileDeserializers$Blocking",
                "files.FileDeserializers$Reactive")) {
            assertThat(reflection()
                            .onType(TypeReference.of("io.github.replicate4j." + reader))
                            .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                    .accepts(hints);
        }
    }
}
