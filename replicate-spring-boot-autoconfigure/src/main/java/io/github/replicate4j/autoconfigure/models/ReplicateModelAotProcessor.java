/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.models;

import io.github.replicate4j.run.ReplicateModel;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * {@link BeanRegistrationAotProcessor} that registers hints for {@link ReplicateModel} beans: the JDK proxy, its methods, and the
 * types of inputs and outputs.
 */
class ReplicateModelAotProcessor implements BeanRegistrationAotProcessor {

    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
        Class<?> type = bean.getBeanClass();
        boolean model = type.isInterface() && AnnotatedElementUtils.isAnnotated(type, ReplicateModel.class);
        return model ? (context, code) -> register(type, context.getRuntimeHints()) : null;
    }

    private static void register(Class<?> type, RuntimeHints hints) {
        hints.proxies().registerJdkProxy(type);
        for (Method method : type.getMethods()) {
            register(method, hints.reflection());
        }
    }

    private static void register(Method method, ReflectionHints hints) {
        BindingReflectionHintsRegistrar bindings = new BindingReflectionHintsRegistrar();
        hints.registerMethod(method, ExecutableMode.INVOKE);
        bindings.registerReflectionHints(hints, method.getGenericParameterTypes());
        bindings.registerReflectionHints(hints, method.getGenericReturnType());
    }
}
