/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Each reactive class has a blocking counterpart with the same methods. */
class ClientParityTests {

    /** Methods without a counterpart, and why. */
    private static final Map<String, String> WITHOUT_COUNTERPART = Map.of(
            "AsyncReplicate.blocking", "returns the counterpart",
            "Replicate.async", "returns the counterpart",
            "AsyncEndpoints.open", "a blocking caller reads the response within stream(...)",
            "AsyncStreamingResponse.release", "stream(...) releases the response",
            "FileOutput.resource", "a Resource blocks; the reactive one is body()",
            "Page.iterator", "a reactive page is not an Iterable");

    private static final List<Class<?>> REACTIVE = reactiveClasses();

    private static List<Class<?>> reactiveClasses() {
        Location client = Location.of(
                Replicate.class.getProtectionDomain().getCodeSource().getLocation());
        return new ClassFileImporter()
                .importLocations(Set.of(client)).stream()
                        .filter(type -> type.getSimpleName().startsWith("Async")
                                && type.isTopLevelClass()
                                && !type.getPackageName().contains(".internal"))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    static Stream<Class<?>> pairs() {
        return REACTIVE.stream();
    }

    private static Class<?> blockingClass(Class<?> reactive) throws ClassNotFoundException {
        return Class.forName(reactive.getName().replace(".Async", "."));
    }

    @Test
    void findsReactiveClasses() {
        assertThat(pairs().map(Class::getSimpleName))
                .contains(
                        "AsyncReplicate",
                        "AsyncPredictions",
                        "AsyncModels",
                        "AsyncModelVersions",
                        "AsyncModelExamples",
                        "AsyncDeployments",
                        "AsyncTrainings",
                        "AsyncModelCollections",
                        "AsyncHardwareTypes",
                        "AsyncAccounts",
                        "AsyncWebhooks",
                        "AsyncPage",
                        "AsyncOutput",
                        "AsyncFileOutput");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void blockingAndReactiveClassesHaveTheSameMethods(Class<?> reactive) throws Exception {
        Class<?> blocking = blockingClass(reactive);
        assertThat(signatures(blocking, false))
                .isEqualTo(signatures(reactive, true))
                .isNotEmpty();
        assertThat(Modifier.isFinal(blocking.getModifiers())).isEqualTo(reactive.isInterface());
    }

    private static Set<String> signatures(Class<?> type, boolean translate) {
        Set<String> signatures = new TreeSet<>();
        for (Method method : type.getDeclaredMethods()) {
            boolean compared = Modifier.isPublic(method.getModifiers())
                    && !method.isSynthetic()
                    && !method.getName().equals("toString")
                    && !WITHOUT_COUNTERPART.containsKey(type.getSimpleName() + "." + method.getName());
            if (!compared) {
                continue;
            }
            String parameters = Arrays.stream(method.getGenericParameterTypes())
                    .map(each -> name(each, translate))
                    .collect(Collectors.joining(", "));
            signatures.add((Modifier.isStatic(method.getModifiers()) ? "static " : "")
                    + method.getName() + "(" + parameters + "): " + name(method.getGenericReturnType(), translate)
                    + Arrays.stream(method.getAnnotations())
                            .map(each -> " @" + each.annotationType().getSimpleName())
                            .sorted()
                            .collect(Collectors.joining()));
        }
        return signatures;
    }

    /** Return the name of a type, translated to the blocking type if necessary. */
    private static String name(Type type, boolean translate) {
        if (type instanceof ParameterizedType parameterized) {
            Type raw = parameterized.getRawType();
            Type[] arguments = parameterized.getActualTypeArguments();
            if (translate && raw == Mono.class) {
                return arguments[0] == Void.class ? "void" : name(arguments[0], true);
            }
            if (translate && raw == Flux.class) {
                return arguments[0] == DataBuffer.class
                        ? InputStream.class.getName()
                        : Stream.class.getName() + "<" + name(arguments[0], true) + ">";
            }
            return Arrays.stream(arguments)
                    .map(each -> name(each, translate))
                    .collect(Collectors.joining(", ", name(raw, translate) + "<", ">"));
        }
        if (type instanceof WildcardType wildcard) {
            return "? extends " + name(wildcard.getUpperBounds()[0], translate);
        }
        if (type instanceof Class<?> plain
                && translate
                && plain.getSimpleName().startsWith("Async")
                && plain.getPackageName().startsWith("io.github.replicate4j")) {
            return plain.getName().replace(".Async", ".");
        }
        return type.getTypeName();
    }
}
