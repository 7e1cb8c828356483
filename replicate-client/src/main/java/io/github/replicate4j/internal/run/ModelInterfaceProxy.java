/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.run;

import io.github.replicate4j.run.AsyncModelFunction;
import io.github.replicate4j.run.ReplicateModel;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;
import reactor.core.publisher.Mono;

/** Implements {@link ReplicateModel} interfaces. */
public final class ModelInterfaceProxy implements InvocationHandler {

    private final String name;

    private final Map<Method, MethodInvocation> methods;

    private ModelInterfaceProxy(String name, Map<Method, MethodInvocation> methods) {
        this.name = name;
        this.methods = methods;
    }

    public static <M> M of(Class<M> type, Function<String, AsyncModelFunction> models) {
        String reference = model(type);
        AsyncModelFunction function = function(type, reference, models);
        Map<Method, MethodInvocation> methods = new HashMap<>();
        for (Method method : type.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers()) && !ReflectionUtils.isObjectMethod(method)) {
                ModelMethod declared = new ModelMethod(type, method);
                MethodInvocation body = DefaultMethod.of(declared);
                methods.put(method, body != null ? body : invocation(declared, function));
            }
        }
        String name = type.getSimpleName() + "[" + function.model() + "]";
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new ModelInterfaceProxy(name, methods)));
    }

    private static MethodInvocation invocation(ModelMethod method, AsyncModelFunction function) {
        method.rejectTypeVariables();
        MethodInput input = MethodInput.of(method);
        Function<Object, ?> operation = MethodResult.operation(method).of(function);
        if (!method.isSuspending()) {
            return (proxy, arguments) -> operation.apply(input.convert(arguments));
        }
        return (proxy, arguments) -> {
            Object result = operation.apply(input.convert(arguments));
            return result instanceof Mono<?> mono
                    ? Coroutines.await(mono, Objects.requireNonNull(arguments[method.parameterCount()]))
                    : result;
        };
    }

    /** Return the model that an interface names. */
    static String model(Class<?> type) {
        if (!type.isInterface() || type.isAnnotation() || type.isSealed()) {
            throw new IllegalArgumentException(type.getName() + " is not a valid model interface: declare an"
                    + " interface with @ReplicateModel that is not sealed");
        }
        ReplicateModel model = AnnotatedElementUtils.getMergedAnnotation(type, ReplicateModel.class);
        if (model == null) {
            throw new IllegalArgumentException(
                    type.getName() + " does not name a model: annotate it with @ReplicateModel(\"owner/name\")");
        }
        return model.value();
    }

    private static AsyncModelFunction function(
            Class<?> type, String reference, Function<String, AsyncModelFunction> models) {
        try {
            return models.apply(reference);
        } catch (IllegalArgumentException ex) {
            throw new IllegalArgumentException("@ReplicateModel of " + type.getName() + ": " + ex.getMessage(), ex);
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        @Nullable Object[] values = arguments == null ? new Object[0] : arguments;
        if (ReflectionUtils.isEqualsMethod(method)) {
            return proxy == values[0];
        }
        if (ReflectionUtils.isHashCodeMethod(method)) {
            return System.identityHashCode(proxy);
        }
        if (ReflectionUtils.isToStringMethod(method)) {
            return this.name;
        }
        return Objects.requireNonNull(this.methods.get(method)).invoke(proxy, values);
    }
}
