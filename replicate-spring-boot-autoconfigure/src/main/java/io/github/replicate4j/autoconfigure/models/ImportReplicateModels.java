/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.models;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.run.ReplicateModel;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;

/**
 * Registers {@link ReplicateModel} interfaces as beans: the given interfaces, and those found in the given packages. If neither are
 * given, the package of the annotated class and its sub-packages are scanned.
 *
 * <p>Add this annotation to a configuration class. The name of each bean is the fully qualified name of its interface. Several
 * classes may import the same interface. If the application has another bean of the type, the other bean is injected.
 *
 * <p>Without a client, such as in the slice of an application in a test, the beans exist, but their methods fail.
 *
 * <p>Packages cannot be scanned in a native image: list the interfaces there.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Import(ReplicateModelRegistrar.class)
public @interface ImportReplicateModels {

    /**
     * Interfaces to register. Alias for {@link #types()}.
     *
     * @return interfaces annotated with {@link ReplicateModel}
     */
    @AliasFor("types")
    Class<?>[] value() default {};

    /**
     * Interfaces to register.
     *
     * @return interfaces annotated with {@link ReplicateModel}
     */
    @AliasFor("value")
    Class<?>[] types() default {};

    /**
     * Packages to scan, including their sub-packages, for interfaces annotated with {@link ReplicateModel}.
     *
     * @return names of packages
     */
    String[] basePackages() default {};

    /**
     * Type-safe alternative to {@link #basePackages()}: the packages of these classes are scanned.
     *
     * @return any class of each package
     */
    Class<?>[] basePackageClasses() default {};

    /**
     * Client that runs the models, in an application with several clients, for example for several accounts. The names of the
     * beans then start with the name of the client, as in {@code otherReplicate#org.example.Painter}.
     *
     * @return name of a {@link Replicate} bean or of a client of {@code replicate.clients}; empty for the only or primary one
     */
    String client() default "";
}
