/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.models;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * A model of an application without a client, such as the slice of an application in a test, or with a mock as its client. Each
 * call looks the model up.
 *
 * @param type the model interface
 * @param lookup returns the model, or {@code null}
 */
record LateModel(Class<?> type, Supplier<? extends @Nullable Object> lookup) implements InvocationHandler {

    static <M> M of(Class<M> type, Supplier<@Nullable M> lookup) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new LateModel(type, lookup)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (ReflectionUtils.isEqualsMethod(method)) {
            return arguments != null && proxy == arguments[0];
        }
        if (ReflectionUtils.isHashCodeMethod(method)) {
            return System.identityHashCode(proxy);
        }
        if (ReflectionUtils.isToStringMethod(method)) {
            return this.type.getName() + " without a client";
        }
        Object model = this.lookup.get();
        if (model == null) {
            throw new IllegalStateException(this.type.getName() + "." + method.getName()
                    + " cannot run: there is no Replicate bean, or it is a mock whose use(...) returns null."
                    + " Define a Replicate bean, or remove replicate.enabled=false. In a test, mock "
                    + this.type.getSimpleName() + ", or add @AutoConfigureReplicateEmulator.");
        }
        ReflectionUtils.makeAccessible(method);
        try {
            return method.invoke(model, arguments);
        } catch (InvocationTargetException ex) {
            throw ex.getTargetException();
        }
    }
}
