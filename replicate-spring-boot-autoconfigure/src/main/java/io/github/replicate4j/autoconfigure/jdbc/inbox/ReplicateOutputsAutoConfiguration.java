/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.inbox;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.autoconfigure.jdbc.ReplicateJdbcAutoConfiguration;
import io.github.replicate4j.autoconfigure.jdbc.internal.PropertySettings;
import io.github.replicate4j.jdbc.SharedDatabase;
import io.github.replicate4j.jdbc.inbox.JdbcWebhookInbox;
import io.github.replicate4j.jdbc.outputs.FolderOutputStore;
import io.github.replicate4j.jdbc.outputs.OutputRetention;
import io.github.replicate4j.jdbc.outputs.OutputSettings;
import io.github.replicate4j.jdbc.outputs.OutputStore;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the storage of output files: in a folder, or in the {@link OutputStore} of the
 * application.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ReplicateJdbcAutoConfiguration.class)
@ConditionalOnClass(OutputStore.class)
@EnableConfigurationProperties(ReplicateInboxProperties.class)
public final class ReplicateOutputsAutoConfiguration {

    private static final Log logger = LogFactory.getLog(ReplicateOutputsAutoConfiguration.class);

    private static final String FOLDER = "replicate.inbox.outputs.folder";

    /** Without all of this, a store would have no effect. */
    ReplicateOutputsAutoConfiguration(ListableBeanFactory beans, Environment environment) {
        boolean configured = StringUtils.hasText(environment.getProperty(FOLDER)) || contains(beans, OutputStore.class);
        if (configured && !(contains(beans, OutputRetention.class) && contains(beans, JdbcWebhookInbox.class))) {
            logger.warn("Outputs are not stored, although '" + FOLDER + "' is set or there is an OutputStore bean. This"
                    + " needs the inbox in the database and a client, which are not used because of"
                    + " 'replicate.inbox.type=memory', a WebhookInbox bean of the application, 'replicate.enabled=false',"
                    + " or a missing DataSource or PlatformTransactionManager bean. Remove this cause, or the store");
        }
    }

    private static boolean contains(ListableBeanFactory beans, Class<?> type) {
        return beans.getBeanNamesForType(type, true, false).length > 0;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(SharedDatabase.class)
    @ConditionalOnProperty(name = "replicate.inbox.type", havingValue = "jdbc", matchIfMissing = true)
    @ConditionalOnBooleanProperty(name = "replicate.enabled", matchIfMissing = true)
    static class Storage {

        @Bean
        @ConditionalOnMissingBean(OutputStore.class)
        @Conditional(OnFolder.class)
        FolderOutputStore replicateOutputStore(ReplicateInboxProperties properties) {
            String folder = Objects.requireNonNull(properties.getOutputs().getFolder());
            return ConfigurationErrors.forProperty(FOLDER, () -> new FolderOutputStore(Path.of(folder)));
        }

        /** Any client can download, because no token is sent. It may itself depend on the database. */
        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnBean(OutputStore.class)
        OutputRetention replicateOutputRetention(
                OutputStore store,
                ObjectProvider<Replicate> clients,
                ListableBeanFactory beans,
                ReplicateInboxProperties properties) {
            if (BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, Replicate.class).length == 0) {
                throw new ReplicateConfigurationException(
                        "Outputs cannot be stored, because there is no Replicate bean that downloads them.",
                        "Define one, or remove 'replicate.inbox.outputs.folder' and the OutputStore bean.",
                        null);
            }
            Supplier<Replicate> client = SingletonSupplier.of(() -> {
                Replicate unique = clients.getIfUnique();
                return unique == null ? clients.orderedStream().findFirst().orElseThrow() : unique;
            });
            return OutputRetention.of(store, client, settings(properties.getOutputs()));
        }

        private static OutputSettings settings(ReplicateInboxProperties.Outputs properties) {
            return new PropertySettings<>("replicate.inbox.outputs", OutputSettings.DEFAULT, OutputSettings::with)
                    .set("threads", builder -> builder.threads(properties.getThreads()))
                    .set(
                            "max-file-size",
                            builder -> builder.maxFileSize(
                                    properties.getMaxFileSize().toBytes()))
                    .set("max-files", builder -> builder.maxFiles(properties.getMaxFiles()))
                    .get();
        }
    }

    /** An empty folder would be the working directory. */
    static class OnFolder implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(context.getEnvironment().getProperty(FOLDER));
        }
    }
}
