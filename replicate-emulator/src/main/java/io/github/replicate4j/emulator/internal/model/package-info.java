/**
 * Models, versions and deployments.
 */
@NullMarked
package io.github.replicate4j.emulator.internal.model;

import org.jspecify.annotations.NullMarked;
