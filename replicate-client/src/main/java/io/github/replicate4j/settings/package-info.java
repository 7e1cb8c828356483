/**
 * Settings of a client.
 */
@NullMarked
package io.github.replicate4j.settings;

import org.jspecify.annotations.NullMarked;
