/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc;

import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.autoconfigure.jdbc.internal.DatabaseBeans;
import io.github.replicate4j.jdbc.SharedDatabase;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.init.PropertiesBasedDataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.autoconfigure.init.OnDatabaseInitializationCondition;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the database that several instances of an application share.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration"
        })
@ConditionalOnClass({
    SharedDatabase.class,
    OnDatabaseInitializationCondition.class,
    PropertiesBasedDataSourceScriptDatabaseInitializer.class
})
@ConditionalOnBean({DataSource.class, PlatformTransactionManager.class})
@ConditionalOnBooleanProperty(name = "replicate.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ReplicateJdbcProperties.class)
@ImportRuntimeHints(SchemaRuntimeHints.class)
public final class ReplicateJdbcAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @Conditional(OnReplicateDatabaseInitializationCondition.class)
    ReplicateJdbcDatabaseInitializer replicateJdbcDatabaseInitializer(
            ObjectProvider<DataSource> dataSources,
            @ReplicateDataSource ObjectProvider<DataSource> qualified,
            ReplicateJdbcProperties properties) {
        return new ReplicateJdbcDatabaseInitializer(
                DatabaseBeans.only(dataSources, qualified, "DataSource", "@ReplicateDataSource"), properties);
    }

    @Bean
    @ConditionalOnMissingBean
    @DependsOnDatabaseInitialization
    SharedDatabase replicateDatabase(
            ObjectProvider<DataSource> dataSources,
            @ReplicateDataSource ObjectProvider<DataSource> qualifiedDataSources,
            ObjectProvider<PlatformTransactionManager> transactionManagers,
            @ReplicateTransactionManager ObjectProvider<PlatformTransactionManager> qualifiedTransactionManagers,
            ReplicateJdbcProperties properties) {
        DataSource dataSource =
                DatabaseBeans.only(dataSources, qualifiedDataSources, "DataSource", "@ReplicateDataSource");
        PlatformTransactionManager transactionManager = DatabaseBeans.only(
                transactionManagers,
                qualifiedTransactionManagers,
                "PlatformTransactionManager",
                "@ReplicateTransactionManager");
        SharedDatabase database = database(dataSource, transactionManager);
        return ConfigurationErrors.forProperty(
                "replicate.jdbc.table-prefix", () -> database.withTablePrefix(properties.getTablePrefix()));
    }

    private static SharedDatabase database(DataSource dataSource, PlatformTransactionManager transactionManager) {
        try {
            return SharedDatabase.of(dataSource, transactionManager);
        } catch (IllegalArgumentException ex) {
            throw new ReplicateConfigurationException(
                    "The database cannot store completions and creates: " + ex.getMessage() + ".",
                    "Annotate another DataSource bean with @ReplicateDataSource and its PlatformTransactionManager with"
                            + " @ReplicateTransactionManager, or remove replicate-spring-boot-starter-jdbc.",
                    ex);
        }
    }
}
