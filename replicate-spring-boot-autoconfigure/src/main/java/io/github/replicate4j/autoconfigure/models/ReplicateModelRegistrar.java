/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.models;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.autoconfigure.clients.internal.ClientName;
import io.github.replicate4j.run.ReplicateModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.BeanDefinitionOverrideException;
import org.springframework.context.annotation.ImportAware;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * {@link BeanRegistrar} for {@link ImportReplicateModels}. The client is looked up when a model is created.
 *
 * <p>Not for use by applications: this class is public because code generated ahead of time instantiates it from their packages.
 *
 * @since 0.1.0
 */
public final class ReplicateModelRegistrar implements BeanRegistrar, ImportAware {

    private static final Log logger = LogFactory.getLog(ReplicateModelRegistrar.class);

    private @Nullable AnnotationMetadata importMetadata;

    /** Create the registrar. */
    public ReplicateModelRegistrar() {}

    @Override
    public void setImportMetadata(AnnotationMetadata importMetadata) {
        this.importMetadata = importMetadata;
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        AnnotationMetadata importMetadata = this.importMetadata;
        Assert.state(importMetadata != null, "ReplicateModelRegistrar can only be imported by @ImportReplicateModels");
        MergedAnnotation<ImportReplicateModels> annotation =
                importMetadata.getAnnotations().get(ImportReplicateModels.class);
        String client = annotation.getString("client");
        ModelVerification verification = ModelVerification.of(environment);
        for (Class<?> type : types(importMetadata, annotation, environment)) {
            register(registry, type, client, verification);
        }
    }

    private static Set<Class<?>> types(
            AnnotationMetadata importMetadata,
            MergedAnnotation<ImportReplicateModels> annotation,
            Environment environment) {
        Set<Class<?>> types = new LinkedHashSet<>(List.of(annotation.getClassArray("types")));
        types.forEach(type -> validate(type, importMetadata.getClassName()));
        List<String> packages = new ArrayList<>(List.of(annotation.getStringArray("basePackages")));
        Arrays.stream(annotation.getClassArray("basePackageClasses"))
                .map(Class::getPackageName)
                .forEach(packages::add);
        if (types.isEmpty() && packages.isEmpty()) {
            packages.add(ClassUtils.getPackageName(importMetadata.getClassName()));
        }
        ReplicateModelScanner scanner = new ReplicateModelScanner(environment);
        packages.forEach(name -> types.addAll(scanner.scan(name)));
        if (types.isEmpty()) {
            logger.warn("@ImportReplicateModels of " + importMetadata.getClassName()
                    + " has found no interface with @ReplicateModel in " + packages
                    + ". Packages cannot be scanned in a native image: list the interfaces there");
        }
        return types;
    }

    private static void validate(Class<?> type, String importingClass) {
        if (!type.isInterface() || !AnnotatedElementUtils.isAnnotated(type, ReplicateModel.class)) {
            throw new ReplicateConfigurationException(
                    "@ImportReplicateModels of " + importingClass + " lists " + type.getName()
                            + ", which is not an interface with @ReplicateModel.",
                    "Annotate the interface with @ReplicateModel(\"owner/name\"), or remove it from"
                            + " @ImportReplicateModels.",
                    null);
        }
    }

    private <M> void register(BeanRegistry registry, Class<M> type, String client, ModelVerification verification) {
        String name = client.isEmpty() ? type.getName() : client + "#" + type.getName();
        try {
            registry.registerBean(
                    name,
                    type,
                    spec -> spec.fallback().supplier(context -> model(context, type, client, verification)));
        } catch (BeanDefinitionOverrideException ex) {
            // Another class may have imported the interface already.
            if (!getClass().equals(ex.getExistingDefinition().getSource())) {
                throw ex;
            }
        }
    }

    /** A test may have no client, or a mock. The model is then looked up when it is called. */
    private static <M> M model(SupplierContext context, Class<M> type, String client, ModelVerification verification) {
        Supplier<@Nullable M> lookup = () -> {
            Replicate replicate = client(context, client);
            return replicate == null ? null : replicate.use(type);
        };
        M model = lookup.get();
        if (model == null) {
            return LateModel.of(type, lookup);
        }
        verification.verify(type, Objects.requireNonNull(client(context, client)));
        return model;
    }

    private static @Nullable Replicate client(SupplierContext context, String client) {
        ObjectProvider<Replicate> clients = context.beanProvider(Replicate.class);
        if (client.isEmpty()) {
            return clients.getIfAvailable();
        }
        try {
            return context.bean(client, Replicate.class);
        } catch (NoSuchBeanDefinitionException ex) {
            return configuredClient(context, client, clients, ex);
        }
    }

    /** A client of {@code replicate.clients} has its name as the qualifier of its beans, and as part of the names of the beans. */
    private static @Nullable Replicate configuredClient(
            SupplierContext context,
            String client,
            ObjectProvider<Replicate> clients,
            NoSuchBeanDefinitionException notFound) {
        try {
            return context.bean(ClientName.of(client).bean("Replicate"), Replicate.class);
        } catch (NoSuchBeanDefinitionException ex) {
            if (clients.stream().findAny().isPresent()) {
                throw notFound;
            }
            return null;
        }
    }
}
