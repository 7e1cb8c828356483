/**
 * Auto-configuration of the Replicate clients.
 */
@NullMarked
package io.github.replicate4j.autoconfigure;

import org.jspecify.annotations.NullMarked;
