/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.KotlinDetector;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Handles calls of a method of a model interface that has a body. */
record DefaultMethod(MethodHandle handle) implements MethodInvocation {

    /**
     * Return the body of a method, or {@code null} if it is abstract. {@link java.lang.reflect.InvocationHandler#invokeDefault}
     * supports public interfaces only.
     */
    static @Nullable DefaultMethod of(ModelMethod declared) {
        Method method = declared.method();
        Method kotlinBody = method.isDefault() ? null : kotlinBody(method);
        if (!method.isDefault() && kotlinBody == null) {
            return null;
        }
        Class<?> declaring = method.getDeclaringClass();
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(declaring, MethodHandles.lookup());
            return new DefaultMethod(
                    kotlinBody == null ? lookup.unreflectSpecial(method, declaring) : lookup.unreflect(kotlinBody));
        } catch (IllegalAccessException ex) {
            throw declared.invalid("its body cannot be called: open the package " + declaring.getPackageName()
                    + " to the module of the client");
        }
    }

    /** Kotlin compiles bodies to static methods of a nested class if it is configured not to generate default methods. */
    private static @Nullable Method kotlinBody(Method method) {
        Class<?> declaring = method.getDeclaringClass();
        String bodies = declaring.getName() + "$DefaultImpls";
        if (!KotlinDetector.isKotlinType(declaring) || !ClassUtils.isPresent(bodies, declaring.getClassLoader())) {
            return null;
        }
        Class<?>[] parameters = Stream.concat(Stream.of(declaring), Arrays.stream(method.getParameterTypes()))
                .toArray(Class<?>[]::new);
        return ReflectionUtils.findMethod(
                ClassUtils.resolveClassName(bodies, declaring.getClassLoader()), method.getName(), parameters);
    }

    @Override
    public @Nullable Object invoke(Object proxy, @Nullable Object[] arguments) throws Throwable {
        return this.handle.bindTo(proxy).invokeWithArguments(arguments);
    }
}
