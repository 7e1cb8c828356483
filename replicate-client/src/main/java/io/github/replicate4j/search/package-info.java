/**
 * Search over models, collections and pages of documentation.
 */
@NullMarked
package io.github.replicate4j.search;

import org.jspecify.annotations.NullMarked;
