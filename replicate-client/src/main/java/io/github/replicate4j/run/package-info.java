/**
 * Running models, and reading what they made.
 */
@NullMarked
package io.github.replicate4j.run;

import org.jspecify.annotations.NullMarked;
