/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Handles calls of a default method of a model interface. */
record DefaultMethod(MethodHandle handle) implements MethodInvocation {

    /** {@link java.lang.reflect.InvocationHandler#invokeDefault} supports public interfaces only. */
    static DefaultMethod of(ModelMethod declared) {
        Method method = declared.method();
        Class<?> declaring = method.getDeclaringClass();
        try {
            return new DefaultMethod(MethodHandles.privateLookupIn(declaring, MethodHandles.lookup())
                    .unreflectSpecial(method, declaring));
        } catch (IllegalAccessException ex) {
            throw declared.invalid("its body cannot be called: open the package " + declaring.getPackageName()
                    + " to the module of the client");
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, @Nullable Object[] arguments) throws Throwable {
        return this.handle.bindTo(proxy).invokeWithArguments(arguments);
    }
}
