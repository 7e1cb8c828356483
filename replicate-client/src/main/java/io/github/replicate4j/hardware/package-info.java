/**
 * Hardware that models and deployments run on.
 */
@NullMarked
package io.github.replicate4j.hardware;

import org.jspecify.annotations.NullMarked;
